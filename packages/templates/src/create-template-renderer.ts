import { HeaderText, type TemplateSource } from '@carillon/domain';
import type { Liquid, Template } from 'liquidjs';
import { OversizeError } from './check-size.ts';
import { createCompiledTemplates } from './compiled-templates.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { wrapHtml, wrapText } from './layouts/default-layout.ts';
import { createLiquidEngine } from './liquid-engine.ts';
import { templateLimits } from './template-limits.ts';
import { describeProblems, isTooSlow, type TemplateField, templateInvalid, undefinedVariables } from './template-problem.ts';
import { readUndefinedVariables, type UndefinedVariable } from './undefined-variables.ts';

export interface RenderedTemplate {
  subject: string;
  html: string;
  text: string;
}

export interface TemplateRenderer {
  /**
   * Fills a template with data. Values are escaped in HTML, and as they are in subject and text; without `text`, the text is made
   * from the HTML. Every variable has to be in the data, except where the template says what to do without it:
   * `{{ note | default: '' }}`, or `{% if note %} … {% endif %}`, whose inside counts only when it is reached.
   *
   * Throws CarillonError `undefined-variables` with one detail per missing variable of all fields, or `template-invalid` for
   * what can not be compiled, filled or used as one subject line.
   */
  render(source: TemplateSource, data: Readonly<Record<string, unknown>>): RenderedTemplate;
  /** The dotted path of every variable the template takes from the data, sorted. Throws CarillonError `template-invalid`. */
  inspect(source: TemplateSource): { variables: string[] };
}

interface CompiledField {
  field: TemplateField;
  engine: Liquid;
  templates: Template[];
}

/** Renders Liquid without disk, network or database; one renderer keeps what it compiled for all that use it. */
export function createTemplateRenderer({ renderMs }: { renderMs?: number } = {}): TemplateRenderer {
  const html = createLiquidEngine('html', renderMs);
  const plain = createLiquidEngine('plain', renderMs);
  const compileHtml = createCompiledTemplates(html);
  const compilePlain = createCompiledTemplates(plain);

  function compile(source: TemplateSource): CompiledField[] {
    const fields = [
      { field: 'subject' as const, engine: plain, parse: () => compilePlain(source.subject) },
      { field: 'html' as const, engine: html, parse: () => compileHtml(source.html) },
      { field: 'text' as const, engine: plain, parse: () => compilePlain(source.text ?? '') },
    ];
    const outcomes = fields.map(({ field, engine, parse }) => ({ field, ...attempt(() => ({ field, engine, templates: parse() })) }));
    const problems = outcomes.flatMap(({ field, error }) => (error === undefined ? [] : describeProblems(field, error)));
    if (problems.length > 0) throw templateInvalid(problems);
    return outcomes.flatMap(({ value }) => (value === undefined ? [] : [value]));
  }

  return {
    render(source, data) {
      const [subject = '', content = '', text = ''] = fill(compile(source), data);
      checkSubject(source, subject);
      const isPlain = source.layout === 'none';
      const plainText = source.text === null ? textOf(content) : text;
      return { subject, html: isPlain ? content : wrapHtml(subject, content), text: isPlain ? plainText : wrapText(plainText) };
    },
    inspect(source) {
      const variables = compile(source).flatMap(({ engine, templates }) => engine.globalFullVariablesSync(templates, { partials: false }));
      return { variables: [...new Set(variables)].sort() };
    },
  };
}

/** Renders each field, and refuses them together: first what the data lacks, then what went wrong otherwise. */
function fill(fields: readonly CompiledField[], data: object): string[] {
  const outcomes = fields.map((compiled) => ({ ...compiled, ...attempt(() => renderField(compiled, data)) }));
  const failed = outcomes.filter(({ error }) => error !== undefined);
  const missing = failed.flatMap(({ engine, templates, error }): UndefinedVariable[] => readUndefinedVariables(error, engine, templates, data));
  if (missing.length > 0) throw undefinedVariables(withoutConsequences(missing));
  if (failed.length > 0) throw templateInvalid(failed.flatMap(({ field, error }) => describeProblems(field, error)));
  return outcomes.map(({ value }) => value ?? '');
}

/** What the template made itself of a missing variable is missing too; saying so would only hide the cause. */
function withoutConsequences(missing: UndefinedVariable[]): UndefinedVariable[] {
  const causes = missing.filter(({ path }) => path !== null);
  return causes.length > 0 ? causes : missing;
}

function renderField({ engine, templates }: CompiledField, data: object): string {
  const rendered = String(renderInTime(() => engine.renderSync(templates, data)));
  if (rendered.length > templateLimits.output) throw new OversizeError('the template makes too much text');
  return rendered;
}

/** The limit is one of the clock on the wall: a process that was held up may go beyond it with any template, one that takes too long does so twice. */
function renderInTime<Rendered>(render: () => Rendered): Rendered {
  try {
    return render();
  } catch (error) {
    if (!isTooSlow(error)) throw error;
    return render();
  }
}

function textOf(html: string): string {
  const { value, error } = attempt(() => htmlToPlainText(html));
  if (value === undefined) throw templateInvalid(describeProblems('html', error));
  return value;
}

/** A subject is one header line (CWE-93): whatever put a line break into it, template or data, is refused. */
function checkSubject(source: TemplateSource, subject: string): void {
  if (HeaderText.safeParse(subject).success) return;
  const pointer = HeaderText.safeParse(source.subject).success ? '/data' : '/subject';
  const message = subject === '' ? 'the subject comes out empty' : 'the subject has to come out as one line of at most 500 characters, without control characters';
  throw templateInvalid([{ pointer, code: 'subject', message }]);
}

type Attempt<Value> = { value: Value; error?: undefined } | { value?: undefined; error: unknown };

function attempt<Value>(run: () => Value): Attempt<Value> {
  try {
    return { value: run() };
  } catch (error) {
    return { error: error ?? new Error('unknown') };
  }
}
