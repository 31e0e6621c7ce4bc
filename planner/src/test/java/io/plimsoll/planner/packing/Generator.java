package io.plimsoll.planner.packing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Small random problems of four kinds. */
enum Generator {
    /** One type of bin, sizes of all dimensions independent. */
    UNIFORM {
        @Override
        PackingProblem problem(Random random) {
            List<ItemKind> items = new ArrayList<>();
            for (int i = 0; i < 5 + random.below(4); i++) {
                items.add(ItemKind.of(1, 1 + random.below(60), 1 + random.below(60), 1 + random.below(60)));
            }
            return new PackingProblem(items, List.of(BinType.of(100, 100, 100)));
        }
    },
    /** One type of bin that bins of three items fill to the brim; an item may make room. */
    TRIPLETS {
        @Override
        PackingProblem problem(Random random) {
            List<ItemKind> items = new ArrayList<>();
            for (int bin = 0; bin < 2 + random.below(2); bin++) {
                int a = 20 + random.below(30);
                int b = 20 + random.below(30);
                int c = 20 + random.below(30);
                int d = 20 + random.below(36);
                items.add(ItemKind.of(1, a, c));
                items.add(ItemKind.of(1, b, d));
                items.add(ItemKind.of(1, 100 - a - b, 100 - c - d));
            }
            return new PackingProblem(items, List.of(BinType.of(100, 100)));
        }
    },
    /** Few kinds of many pods each, and nodes of three types with prices. */
    FLEET {
        @Override
        PackingProblem problem(Random random) {
            List<ItemKind> items = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                items.add(ItemKind.of(
                        1 + random.below(3), 100L * (1 + random.below(15)), 256L * (1 + random.below(16)), 1));
            }
            List<BinType> bins = new ArrayList<>();
            for (int cores = 2; cores <= 8; cores *= 2) {
                long price = cores * (90L + random.below(21));
                bins.add(new BinType(List.of(cores * 950L, cores * 3800L, 8L), price, BinType.UNLIMITED));
            }
            return new PackingProblem(items, bins);
        }
    },
    /** Nodes that are there already, dear ones to be bought, and items that may not go everywhere. */
    MIXED {
        @Override
        PackingProblem problem(Random random) {
            List<ItemKind> items = new ArrayList<>();
            List<BitSet> allowed = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                items.add(ItemKind.of(1, 1 + random.below(50), 1 + random.below(50), random.below(2)));
                BitSet types = new BitSet();
                types.set(0, random.below(4) > 0);
                types.set(1, 3);
                allowed.add(types);
            }
            return new PackingProblem(
                    items,
                    List.of(
                            new BinType(List.of(60L, 60L, 1L), 0, 1 + random.below(2)),
                            new BinType(List.of(100L, 60L, 2L), 7, BinType.UNLIMITED),
                            new BinType(List.of(60L, 100L, 2L), 6, 3)),
                    allowed);
        }
    };

    abstract PackingProblem problem(Random random);
}
