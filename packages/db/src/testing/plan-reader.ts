import type { Connection, mongo } from 'mongoose';

export interface Plan {
  stages: string[];
  /** Documents that were read for it. */
  examined: number;
}

/** Tells how the store answers the finds that are really sent, one plan for each. The connection needs `monitorCommands`. */
export function createPlanReader(connection: Connection): (ask: () => Promise<unknown>) => Promise<Plan[]> {
  const finds: mongo.Document[] = [];
  connection.getClient().on('commandStarted', ({ commandName, command }) => void (commandName === 'find' && finds.push(command)));

  async function explain({ find, filter, sort, limit, hint }: mongo.Document): Promise<Plan> {
    const inner = { find, filter, ...(sort === undefined ? {} : { sort }), ...(limit === undefined ? {} : { limit }), ...(hint === undefined ? {} : { hint }) };
    const explanation = await connection.getClient().db(connection.name).command({ explain: inner, verbosity: 'executionStats' });
    return {
      stages: [...JSON.stringify(explanation['queryPlanner'].winningPlan).matchAll(/"stage":"(\w+)"/g)].map(([, stage]) => stage ?? ''),
      examined: Number(explanation['executionStats'].totalDocsExamined),
    };
  }

  return async (ask) => {
    finds.length = 0;
    await ask();
    return Promise.all(finds.splice(0).map(explain));
  };
}
