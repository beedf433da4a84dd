import type { Benchmark } from './benchmark.ts';
import { accept } from './cases/accept.ts';
import { campaign } from './cases/campaign.ts';
import { campaignMemory } from './cases/campaign-memory.ts';
import { campaignOverlap } from './cases/campaign-overlap.ts';
import { deliver } from './cases/deliver.ts';
import { drain } from './cases/drain.ts';
import { fanOut } from './cases/fan-out.ts';
import { fanOutMemory, remindersMemory } from './cases/fan-out-memory.ts';
import { logs } from './cases/logs.ts';
import { overview } from './cases/overview.ts';

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [accept, deliver, drain, fanOut, campaign, campaignOverlap, remindersMemory, fanOutMemory, campaignMemory, logs, overview];
