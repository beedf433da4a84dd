import type { Clock, RetryPolicy } from '@carillon/domain';
import type { Connection } from 'mongoose';
import { campaignCounterModels } from '../campaign-counter/model.ts';
import { createCampaignCounterRepository } from '../campaign-counter/repository.ts';
import { communicationLogModel } from '../communication-log/model.ts';
import { createCommunicationLogRepository } from '../communication-log/repository.ts';
import { campaignModel } from './model.ts';
import { createCampaignRepository } from './repository.ts';

export interface CampaignRepositoriesOptions {
  /** How long recipients' rows are kept. */
  retentionDays: number;
  clock: Clock;
  retry: RetryPolicy;
  /** In [0, 1). */
  random: () => number;
  /** Something of this campaign changed: its state, its audience or its counters. */
  onChange(campaignId: string): void;
}

/** Campaigns, their recipients and their counters, which change together. Nothing is read or written yet. */
export function openCampaignRepositories(connection: Connection, { retentionDays, clock, retry, random, onChange }: CampaignRepositoriesOptions) {
  const campaigns = createCampaignRepository({ model: campaignModel(connection), clock, onChange: ({ id }) => onChange(id) });
  const campaignCounters = createCampaignCounterRepository({ models: campaignCounterModels(connection), clock, onMove: onChange });
  const communicationLogs = createCommunicationLogRepository({
    model: communicationLogModel(connection, retentionDays),
    counters: campaignCounters,
    clock,
    retry,
    random,
    findOpen: (ids) => campaigns.findOpen(ids),
  });
  return { campaigns, campaignCounters, communicationLogs };
}

/** The collections of campaigns as they are stored, for whoever compares them with each other. */
export function campaignModels(connection: Connection, retentionDays: number) {
  return { campaigns: campaignModel(connection), recipients: communicationLogModel(connection, retentionDays), campaignCounters: campaignCounterModels(connection).counters };
}
