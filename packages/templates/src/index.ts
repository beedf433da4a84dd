export type { BuiltInTemplate } from './built-in/built-in-template.ts';
export { builtInTemplate, builtInTemplates } from './built-in-templates.ts';
export { createTemplateRenderer, type RenderedTemplate, type TemplateRenderer } from './create-template-renderer.ts';
export { htmlToPlainText } from './html-to-plain-text.ts';
