import type { TemplateRepository } from '@carillon/db';
import type { Template } from '@carillon/domain';
import { findCurrentTemplate, type TemplateRenderer } from '@carillon/templates';

export interface TemplateReader {
  templates: TemplateRepository;
  renderer: TemplateRenderer;
}

/** The template that a name stands for now. Throws `not-found`. */
export async function resolveTemplate({ templates, renderer }: TemplateReader, name: string): Promise<Template> {
  const current = await findCurrentTemplate(templates, name);
  return { ...current, variables: renderer.inspect(current).variables };
}
