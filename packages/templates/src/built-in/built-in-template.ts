import type { Template } from '@carillon/domain';

/** A template that comes with the product, as it is before anybody edits it. */
export type BuiltInTemplate = Pick<Template, 'name' | 'description' | 'subject' | 'html' | 'text' | 'layout' | 'sample'>;
