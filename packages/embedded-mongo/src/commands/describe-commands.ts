import type { Command } from './command.ts';

const groups = { documents: 'Documents', indexes: 'Indexes', collections: 'Collections and databases', server: 'Server and sessions' } as const;

/** The table of supported commands, as the README has it. */
export function describeCommands(commands: readonly Command[]): string {
  const rows = (Object.keys(groups) as (keyof typeof groups)[]).flatMap((group) => [ // its own keys
    `| **${groups[group]}** | |`,
    ...commands.filter((command) => command.group === group).map(({ name, aliases = [], summary }) => `| \`${[name, ...aliases].join('`, `')}\` | ${summary} |`),
  ]);
  return ['| command | what is supported |', '| --- | --- |', ...rows].join('\n');
}
