package io.plimsoll.cli;

import io.plimsoll.simulator.engine.LabelPriorities;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads priorities by label: {@code qos=BE:0,LS:100}. */
final class LabelPrioritiesConverter implements ITypeConverter<LabelPriorities> {

    private static final Pattern FORM = Pattern.compile("([^=]+)=(.+)");
    private static final Pattern PART = Pattern.compile("(.+):(-?[0-9]{1,9})");

    @Override
    public LabelPriorities convert(String text) {
        Matcher form = FORM.matcher(text);
        SortedMap<String, Integer> byValue = new TreeMap<>();
        boolean right = form.matches();
        for (String one : right ? form.group(2).split(",", -1) : new String[0]) {
            Matcher part = PART.matcher(one);
            right &= part.matches() && byValue.put(part.group(1), Integer.valueOf(part.group(2))) == null;
        }
        if (!right) {
            throw new TypeConversionException("The priorities (" + text
                    + ") must be a label and a number for each of its values, as in qos=BE:0,LS:100.");
        }
        return new LabelPriorities(form.group(1), byValue);
    }
}
