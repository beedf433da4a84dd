import { CarillonError, type Template } from '@carillon/domain';
import type { TemplateRepository } from '@carillon/db';
import { builtInTemplate, type TemplateRenderer } from '@carillon/templates';
import { currentTemplate } from './current-template.ts';

export interface TemplateReader {
  templates: TemplateRepository;
  renderer: TemplateRenderer;
}

/** The template that a name stands for now. Throws `not-found`. */
export async function resolveTemplate({ templates, renderer }: TemplateReader, name: string): Promise<Template> {
  const current = currentTemplate(await templates.findNewest(name), builtInTemplate(name));
  if (current === null) throw new CarillonError('not-found', `There is no template named ${name}.`);
  return { ...current, variables: renderer.inspect(current).variables };
}
