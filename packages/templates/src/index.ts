export type { BuiltInTemplate } from './built-in/built-in-template.ts';
export { builtInTemplate, builtInTemplates } from './built-in-templates.ts';
export { createTemplateRenderer, type TemplateRenderer } from './create-template-renderer.ts';
export { currentSummaries, currentTemplate, findCurrentTemplate } from './current-template.ts';
export { createLinkSigner } from './links/create-link-signer.ts';
export { createMessageLinks, type MessageLinks } from './links/create-message-links.ts';
export { renderContent, type RenderContentDeps, type RenderedContent } from './render-content.ts';
