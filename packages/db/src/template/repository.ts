import { groupReads, TemplateData, type Clock, type LayoutName, type Template } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import type { TemplateVersionDocument, TemplateVersionModel } from './model.ts';

/** A version as it is kept. Of one that took the template away only name, version, at and by mean anything. */
export interface StoredTemplateVersion {
  name: string;
  version: number;
  removed: boolean;
  description: string;
  subject: string;
  html: string;
  text: string | null;
  layout: LayoutName;
  sample: Template['sample'];
  at: string;
  by: string;
}
export type StoredTemplateSummary = Pick<StoredTemplateVersion, 'name' | 'version' | 'removed' | 'description' | 'subject' | 'at' | 'by'>;

type SummaryDocument = Pick<TemplateVersionDocument, keyof StoredTemplateSummary>;

const MOST_TOGETHER = 50;

export type TemplateRepository = ReturnType<typeof createTemplateRepository>;

export function createTemplateRepository({ model, clock }: { model: TemplateVersionModel; clock: Clock }) {
  /** Those who send the same at the same time share one look. */
  const readNewest = groupReads<TemplateVersionDocument>({
    most: MOST_TOGETHER,
    async readMany(names) {
      const rows = await Promise.all(names.map((name) => model.findOne({ name }).sort({ version: -1 }).lean<TemplateVersionDocument>()));
      return new Map(rows.flatMap((row) => (row === null ? [] : [[row.name, row]])));
    },
  });

  return {
    /** The unique index decides: null when this version exists already, because somebody else was faster. */
    async insert(version: Omit<StoredTemplateVersion, 'at'>): Promise<StoredTemplateVersion | null> {
      const document: TemplateVersionDocument = { _id: `${version.name}@${version.version}`, ...version, at: clock.now() };
      try {
        await model.insertOne(document);
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
      return toStored(document);
    },

    async findNewest(name: string): Promise<StoredTemplateVersion | null> {
      const document = await readNewest(name);
      return document === null ? null : toStored(document);
    },

    /** The newest version of every name, without its content. Templates are counted in dozens: this is not paged. */
    async listNewest(): Promise<StoredTemplateSummary[]> {
      const rows = await model.aggregate<{ newest: SummaryDocument }>([
        { $project: { name: 1, version: 1, removed: 1, description: 1, subject: 1, at: 1, by: 1 } },
        { $sort: { name: 1, version: -1 } },
        { $group: { _id: '$name', newest: { $first: '$$ROOT' } } },
      ]);
      return rows.map(({ newest }) => ({
        name: newest.name,
        version: newest.version,
        removed: newest.removed,
        description: newest.description,
        subject: newest.subject,
        at: newest.at.toISOString(),
        by: newest.by,
      }));
    },

    /** Newest first, those below `before`; the ones that took the template away too. */
    async listVersions(name: string, options: { limit: number; before: number | null }): Promise<StoredTemplateVersion[]> {
      const filter = options.before === null ? { name } : { name, version: { $lt: options.before } };
      const rows = await model.find(filter).sort({ version: -1 }).limit(options.limit).lean<TemplateVersionDocument[]>();
      return rows.map(toStored);
    },
  };
}

function toStored({ _id, at, sample, ...fields }: TemplateVersionDocument): StoredTemplateVersion {
  return { ...fields, sample: TemplateData.parse(sample), at: at.toISOString() };
}
