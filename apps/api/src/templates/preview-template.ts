import type { PreviewTemplate, TemplatePreview } from '@carillon/domain';
import type { TemplateReader } from './resolve-template.ts';

/** Renders what is in the editor, saved or not. Throws `undefined-variables` and `template-invalid`, with places. */
export function previewTemplate({ renderer }: Pick<TemplateReader, 'renderer'>, { data, ...source }: PreviewTemplate): TemplatePreview {
  const { variables } = renderer.inspect(source);
  return { ...renderer.render(source, data), variables };
}
