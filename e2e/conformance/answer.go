package main

import (
	"context"
	"fmt"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/sets"
	fwk "k8s.io/kube-scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework"
)

// A cycle is one pod going through the plugins of a scheduler, each asked on its own.
type cycle struct {
	*kubeScheduler
	pod     *v1.Pod
	state   fwk.CycleState
	answer  *answer
	refused map[string]*fwk.Status
	skipped sets.Set[string]
	listed  *framework.PreFilterResult
}

func answerQuestion(q *question) (a *answer) {
	if q.Event != nil {
		return answerHints(q)
	}
	a = &answer{Name: q.Name}
	defer func() {
		if problem := recover(); problem != nil {
			a.Error = fmt.Sprint("panic: ", problem)
		}
	}()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s, err := newScheduler(ctx, q)
	if err != nil {
		a.Error = err.Error()
		return a
	}
	c := &cycle{kubeScheduler: s, pod: q.Pod, state: framework.NewCycleState(), answer: a,
		refused: map[string]*fwk.Status{}, skipped: sets.New[string]()}
	c.preFilter(ctx)
	feasible := c.filter(ctx)
	if q.Preemption && a.Error == "" {
		c.preempt(ctx)
	}
	if len(feasible) == 0 {
		a.Event = c.event(ctx)
		return a
	}
	totals, err := c.score(ctx, feasible)
	if err == nil {
		err = c.crossCheck(ctx, feasible, totals)
	}
	if err != nil {
		a.Error = err.Error()
	}
	return a
}

func (c *cycle) preFilter(ctx context.Context) {
	c.answer.PreFilter = map[string]verdict{}
	for _, enabled := range c.ListPlugins().PreFilter.Enabled {
		plugin := c.plugins[enabled.Name].(framework.PreFilterPlugin)
		result, status := plugin.PreFilter(ctx, c.state, c.pod, c.nodes)
		said := say(status)
		if status.IsSkip() {
			c.skipped.Insert(enabled.Name)
		} else if !status.IsSuccess() {
			c.refused[enabled.Name] = status
		} else if !result.AllNodes() {
			said.Nodes = sets.List(result.NodeNames)
			c.listed = c.listed.Merge(result)
		}
		c.answer.PreFilter[enabled.Name] = said
	}
	c.state.SetSkipFilterPlugins(c.skipped)
}

// filter asks every plugin about every node and the framework, which stops at the first refusal, which that is.
func (c *cycle) filter(ctx context.Context) []fwk.NodeInfo {
	var feasible []fwk.NodeInfo
	c.answer.Nodes = map[string]*nodeAnswer{}
	for _, node := range c.nodes {
		name := node.Node().Name
		said := &nodeAnswer{Filter: map[string]verdict{}}
		said.Feasible = len(c.refused) == 0 && (c.listed.AllNodes() || c.listed.NodeNames.Has(name))
		state, with := c.withNominated(ctx, node)
		passes := c.filterOn(ctx, state, with, said)
		if passes && with != node {
			passes = c.filterOn(ctx, c.state, node, said)
		}
		said.Feasible = said.Feasible && passes
		if len(c.refused) == 0 {
			if status := c.RunFilterPluginsWithNominatedPods(ctx, c.state, c.pod, node); !status.IsSuccess() {
				first := say(status)
				said.FirstFailure, said.FirstFailureBy = &first, status.Plugin()
			}
		}
		c.answer.Nodes[name] = said
		if said.Feasible {
			feasible = append(feasible, node)
		}
	}
	return feasible
}

// filterOn asks every plugin about a node and says whether all of them let the pod through.
func (c *cycle) filterOn(ctx context.Context, state fwk.CycleState, node fwk.NodeInfo, said *nodeAnswer) bool {
	passes := true
	for _, enabled := range c.ListPlugins().Filter.Enabled {
		if c.skipped.Has(enabled.Name) {
			said.Filter[enabled.Name] = verdict{Code: fwk.Skip.String()}
			continue
		}
		status, refused := c.refused[enabled.Name]
		if !refused {
			status = c.plugins[enabled.Name].(framework.FilterPlugin).Filter(ctx, state, c.pod, node)
		}
		said.Filter[enabled.Name] = say(status)
		passes = passes && status.IsSuccess()
	}
	return passes
}

func (c *cycle) score(ctx context.Context, feasible []fwk.NodeInfo) (map[string]int64, error) {
	c.answer.PreScore = map[string]verdict{}
	skipped := sets.New[string]()
	for _, enabled := range c.ListPlugins().PreScore.Enabled {
		status := c.plugins[enabled.Name].(framework.PreScorePlugin).PreScore(ctx, c.state, c.pod, feasible)
		c.answer.PreScore[enabled.Name] = say(status)
		if status.IsSkip() {
			skipped.Insert(enabled.Name)
		} else if !status.IsSuccess() {
			return nil, fmt.Errorf("PreScore of %s: %w", enabled.Name, status.AsError())
		}
	}
	c.state.SetSkipScorePlugins(skipped)
	totals := map[string]int64{}
	for _, enabled := range c.ListPlugins().Score.Enabled {
		if !skipped.Has(enabled.Name) {
			if err := c.scoreBy(ctx, enabled.Name, int64(enabled.Weight), feasible, totals); err != nil {
				return nil, err
			}
		}
	}
	return totals, nil
}

func (c *cycle) scoreBy(ctx context.Context, name string, weight int64, feasible []fwk.NodeInfo, totals map[string]int64) error {
	plugin := c.plugins[name].(framework.ScorePlugin)
	raw := make([]int64, len(feasible))
	normalised := make(framework.NodeScoreList, len(feasible))
	for i, node := range feasible {
		score, status := plugin.Score(ctx, c.state, c.pod, node)
		if !status.IsSuccess() {
			return fmt.Errorf("score of %s: %w", name, status.AsError())
		}
		raw[i] = score
		normalised[i] = framework.NodeScore{Name: node.Node().Name, Score: score}
	}
	if extensions := plugin.ScoreExtensions(); extensions != nil {
		if status := extensions.NormalizeScore(ctx, c.state, c.pod, normalised); !status.IsSuccess() {
			return fmt.Errorf("normalising of %s: %w", name, status.AsError())
		}
	}
	for i, one := range normalised {
		said := c.answer.Nodes[one.Name]
		if said.Score == nil {
			said.Score = map[string]oneScore{}
		}
		said.Score[name] = oneScore{Raw: raw[i], Norm: one.Score, Weight: weight}
		totals[one.Name] += one.Score * weight
	}
	return nil
}

// crossCheck lets the framework score in one go, as it does in a cluster, and compares the sums.
func (c *cycle) crossCheck(ctx context.Context, feasible []fwk.NodeInfo, totals map[string]int64) error {
	state := framework.NewCycleState()
	c.RunPreFilterPlugins(ctx, state, c.pod)
	c.RunPreScorePlugins(ctx, state, c.pod, feasible)
	scores, status := c.RunScorePlugins(ctx, state, c.pod, feasible)
	if !status.IsSuccess() {
		return fmt.Errorf("scores of the framework: %w", status.AsError())
	}
	most := int64(-1)
	for _, one := range scores {
		total := one.TotalScore
		if totals[one.Name] != total {
			return fmt.Errorf("node %s has %d plugin by plugin, but %d from the framework", one.Name, totals[one.Name], total)
		}
		c.answer.Nodes[one.Name].Total = &total
		if total > most {
			most, c.answer.Best = total, nil
		}
		if total == most {
			c.answer.Best = append(c.answer.Best, one.Name)
		}
	}
	return nil
}

// event gives the sentence that users see, in the words of the framework's own error.
func (c *cycle) event(ctx context.Context) string {
	state := framework.NewCycleState()
	statuses := framework.NewDefaultNodeToStatus()
	diagnosis := framework.Diagnosis{NodeToStatus: statuses}
	listed, status, listing := c.RunPreFilterPlugins(ctx, state, c.pod)
	if !status.IsSuccess() {
		if !status.IsRejected() {
			return ""
		}
		statuses.SetAbsentNodesStatus(status)
		diagnosis.PreFilterMsg = status.Message()
	} else {
		if !listed.AllNodes() {
			words := fmt.Sprintf("node(s) didn't satisfy plugin(s) %v", sets.List(listing))
			statuses.SetAbsentNodesStatus(fwk.NewStatus(fwk.UnschedulableAndUnresolvable, words))
		}
		for _, node := range c.nodes {
			if listed.AllNodes() || listed.NodeNames.Has(node.Node().Name) {
				if status := c.RunFilterPluginsWithNominatedPods(ctx, state, c.pod, node); !status.IsSuccess() {
					statuses.Set(node.Node().Name, status)
				}
			}
		}
	}
	err := &framework.FitError{Pod: c.pod, NumAllNodes: len(c.nodes), Diagnosis: diagnosis}
	return err.Error()
}
