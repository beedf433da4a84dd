interface RuleSize {
  depth: number;
  conditions: number;
}

/** How deep a rule is nested and how many conditions it has, for anything that may be one; looks no deeper than one level behind `maxDepth`. */
export function measureRule(rule: unknown, maxDepth: number): RuleSize {
  if (typeof rule !== 'object' || rule === null || maxDepth < 0) return { depth: 1, conditions: 1 };
  const children = 'rules' in rule && Array.isArray(rule.rules) ? rule.rules : 'rule' in rule ? [rule.rule] : null;
  if (children === null) return { depth: 1, conditions: 1 };
  return children.map((child) => measureRule(child, maxDepth - 1)).reduce<RuleSize>((size, child) => ({ depth: Math.max(size.depth, child.depth + 1), conditions: size.conditions + child.conditions }), { depth: 1, conditions: 0 });
}
