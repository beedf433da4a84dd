import { MAX_RULE_DEPTH } from '@carillon/domain';
import { kindOf, testsOf, type ConditionDraft, type DraftNode, type GroupDraft } from './rule-draft.ts';

/** The tree with one part changed. */
export function changeNode(root: GroupDraft, key: string, change: (node: DraftNode) => DraftNode): GroupDraft {
  const changed = root.key === key ? change(root) : { ...root, items: root.items.map((item) => (item.kind === 'group' ? changeNode(item, key, change) : item.key === key ? change(item) : item)) };
  return changed.kind === 'group' ? changed : root;
}

export function addNode(root: GroupDraft, groupKey: string, node: DraftNode): GroupDraft {
  return changeNode(root, groupKey, (group) => (group.kind === 'group' ? { ...group, items: [...group.items, node] } : group));
}

export function removeNode(root: GroupDraft, key: string): GroupDraft {
  return { ...root, items: root.items.filter((item) => item.key !== key).map((item) => (item.kind === 'group' ? removeNode(item, key) : item)) };
}

/** A condition with some of it changed; what no longer fits the rest goes back to the first choice. */
export function changeCondition(before: ConditionDraft, part: Partial<ConditionDraft>): ConditionDraft {
  const draft = { ...before, ...part };
  const tests = testsOf[kindOf(draft)];
  const test = tests.includes(draft.test) ? draft.test : (tests[0] ?? draft.test);
  const sameValue = kindOf(draft) === kindOf(before) && shapeOf(test) === shapeOf(before.test);
  return { ...draft, test, value: part.value ?? (sameValue ? draft.value : '') };
}

/** Whether another group still fits below one that stands `depth` deep (the root at 1). Each may count twice, as it can be negated. */
export function mayNest(depth: number): boolean {
  return (depth + 1) * 2 + 2 <= MAX_RULE_DEPTH;
}

function shapeOf(test: ConditionDraft['test']): 'days' | 'value' {
  return test === 'in-the-last' || test === 'more-than-ago' || test === 'in-the-next' ? 'days' : 'value';
}
