export type { BuiltInTemplate } from './built-in/built-in-template.ts';
export { builtInTemplate, builtInTemplates } from './built-in-templates.ts';
export { createTemplateRenderer, type RenderedTemplate, type TemplateRenderer } from './create-template-renderer.ts';
export { currentSummaries, currentTemplate, findCurrentTemplate, type CurrentTemplate, type StoredTemplate } from './current-template.ts';
export { htmlToPlainText } from './html-to-plain-text.ts';
export { addUnsubscribeLink } from './links/add-unsubscribe-link.ts';
export { createLinkSigner } from './links/create-link-signer.ts';
export { trackHtml, type TrackHtmlOptions } from './links/track-html.ts';
export { renderContent, type RenderContentDeps, type RenderedContent } from './render-content.ts';
