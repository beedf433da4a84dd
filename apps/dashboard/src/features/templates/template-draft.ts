import { CreateTemplate, LayoutName, TemplateData, type Template, type TemplateVersion } from '@carillon/domain';
import { z } from 'zod';

/** What is in the editor. `sample` is JSON as typed; `text` is null while it is made from the HTML. */
export const TemplateDraft = z.object({
  name: z.string(),
  description: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string().nullable(),
  layout: LayoutName,
  sample: z.string(),
});
export type TemplateDraft = z.infer<typeof TemplateDraft>;

export const emptyDraft: TemplateDraft = {
  name: '',
  description: '',
  subject: 'Hello {{ name }}',
  html: '<p>Hello {{ name }},</p>\n<p></p>\n',
  text: null,
  layout: 'default',
  sample: '{\n  "name": "Ada"\n}',
};

export function draftOf({ name, description, subject, html, text, layout, sample }: Template): TemplateDraft {
  return { name, description, subject, html, text, layout, sample: JSON.stringify(sample, null, 2) };
}

/** The draft with the source of an older version; its name, description and sample stay. */
export function withVersion(draft: TemplateDraft, { subject, html, text, layout }: TemplateVersion): TemplateDraft {
  return { ...draft, subject, html, text, layout };
}

/** Whether saving `one` would save what `other` has: the layout of the JSON does not count. */
export function sameDraft(one: TemplateDraft, other: TemplateDraft): boolean {
  const meaning = (draft: TemplateDraft) => JSON.stringify(readDraft(draft).body ?? draft);
  return meaning(one) === meaning(other);
}

type Fields = Partial<Record<keyof TemplateDraft, string>>;

/** Reads a draft: the body to send, or what is wrong with which field. */
export function readDraft(draft: TemplateDraft): { body: CreateTemplate; problems: null } | { body: null; problems: Fields } {
  const sample = parseSample(draft.sample);
  const parsed = CreateTemplate.safeParse({ ...draft, sample: sample ?? {} });
  const problems: Fields = sample === null ? { sample: 'This must be a JSON object' } : {};
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems[issue.path[0] as keyof TemplateDraft] ??= issue.message;
  }
  return parsed.success && sample !== null ? { body: parsed.data, problems: null } : { body: null, problems };
}

/** The sample as an object, or null when the text is no JSON object. */
export function parseSample(text: string): CreateTemplate['sample'] | null {
  try {
    const parsed = TemplateData.safeParse(JSON.parse(text === '' ? '{}' : text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
