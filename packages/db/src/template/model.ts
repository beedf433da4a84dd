import { LayoutName } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

/**
 * One version of a template. Versions are only ever added: taking a template away adds one too (`removed`), so that
 * numbers go on where they were, and logs can name a version for good.
 */
export interface TemplateVersionDocument {
  /** `<name>@<version>` */
  _id: string;
  name: string;
  version: number;
  removed: boolean;
  description: string;
  subject: string;
  html: string;
  text: string | null;
  layout: LayoutName;
  sample: Record<string, unknown>;
  at: Date;
  by: string;
}

export function templateVersionModel(connection: Connection) {
  const schema = new Schema<TemplateVersionDocument>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      version: { type: Number, required: true },
      removed: { type: Boolean, required: true },
      description: { type: String },
      subject: { type: String },
      html: { type: String },
      text: { type: String, default: null },
      layout: { type: String, enum: LayoutName.options, required: true },
      sample: { type: Schema.Types.Mixed, required: true },
      at: { type: Date, required: true },
      by: { type: String, required: true },
    },
    { collection: 'templateversions', versionKey: false, minimize: false },
  );
  schema.index({ name: 1, version: -1 }, { unique: true, name: 'version' });
  return connection.model('TemplateVersion', schema);
}
export type TemplateVersionModel = ReturnType<typeof templateVersionModel>;
