import type { Connection, mongo } from 'mongoose';

export interface Plan {
  stages: string[];
  /** Documents that were read for it. */
  examined: number;
}

/** Tells how the store answers the finds and counts that are really sent, one plan for each. The connection needs `monitorCommands`. */
export function createPlanReader(connection: Connection): (ask: () => Promise<unknown>) => Promise<Plan[]> {
  const asked: mongo.Document[] = [];
  connection.getClient().on('commandStarted', ({ commandName, command }) => void ((commandName === 'find' || commandName === 'count') && asked.push(command)));

  async function explain(command: mongo.Document): Promise<Plan> {
    const inner = Object.fromEntries(['find', 'count', 'filter', 'query', 'sort', 'limit', 'hint'].flatMap((name) => (name in command ? [[name, command[name]]] : [])));
    const explanation = await connection.getClient().db(connection.name).command({ explain: inner, verbosity: 'executionStats' });
    return {
      stages: [...JSON.stringify(explanation['queryPlanner'].winningPlan).matchAll(/"stage":"(\w+)"/g)].map(([, stage]) => stage ?? ''),
      examined: Number(explanation['executionStats'].totalDocsExamined),
    };
  }

  return async (ask) => {
    asked.length = 0;
    await ask();
    return Promise.all(asked.splice(0).map(explain));
  };
}
