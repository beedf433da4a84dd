import type { CreateNotification, NotificationContent, NotificationId } from '@carillon/domain';
import type { TemplateRenderer } from './create-template-renderer.ts';
import type { CurrentTemplate } from './current-template.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';

export interface RenderContentDeps {
  /** Throws a CarillonError (`not-found`) for a name nobody knows. */
  resolveTemplate(name: string): Promise<CurrentTemplate>;
  renderer: Pick<TemplateRenderer, 'render'>;
}

export interface RenderedContent {
  content: NotificationContent;
  template: { name: string; version: number } | null;
}

type Wanted = Pick<CreateNotification, 'template' | 'data' | 'subject' | 'text' | 'html'>;

/**
 * What the message will say, word for word: rendered at acceptance, so that whatever is wrong with it is refused while
 * somebody is there to mend it. Throws a CarillonError naming undefined variables, or what is wrong with the template.
 */
export async function renderContent(deps: RenderContentDeps, id: NotificationId, wanted: Wanted): Promise<RenderedContent> {
  const headers = { 'X-Carillon-Notification': id };
  if (wanted.template === undefined) {
    const html = wanted.html ?? null;
    const text = wanted.text ?? htmlToPlainText(html ?? '');
    return { content: { subject: wanted.subject ?? '', text, html, headers }, template: null };
  }
  const template = await deps.resolveTemplate(wanted.template);
  const { subject, html, text } = deps.renderer.render(template, wanted.data ?? {});
  return { content: { subject, text, html, headers }, template: { name: template.name, version: template.version } };
}
