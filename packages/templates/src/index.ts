export { builtInTemplate, builtInTemplates, type BuiltInTemplate } from './built-in-templates.ts';
export { createTemplateRenderer, type RenderedTemplate, type TemplateRenderer } from './create-template-renderer.ts';
export { htmlToPlainText } from './html-to-plain-text.ts';
