import { CarillonError, type TemplateSource } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import { createTemplateRenderer } from './create-template-renderer.ts';

const renderer = createTemplateRenderer();
const source = (change: Partial<TemplateSource>): TemplateSource => ({ subject: 'Subject', html: '<p>Body</p>', text: null, layout: 'none', ...change });
const render = (change: Partial<TemplateSource>, data: Record<string, unknown> = {}) => renderer.render(source(change), data);

/** What a call refuses with, as plain data. */
function refusalOf(call: () => unknown) {
  try {
    call();
  } catch (error) {
    return error instanceof CarillonError ? { code: error.code, message: error.message, details: error.details } : error;
  }
  return 'nothing was refused';
}

describe('escaping', () => {
  const script = '<script>alert("1")</script>';

  it('makes a script in a value inert in HTML', () => {
    expect(render({ html: '<p>{{ name }}</p>' }, { name: script }).html).toBe('<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</p>');
  });

  it('keeps a value inside its attribute', () => {
    expect(render({ html: '<p title="{{ name }}" class=\'{{ name }}\'></p>' }, { name: `"'><b>` }).html).toBe('<p title="&quot;&#39;&gt;&lt;b&gt;" class=\'&quot;&#39;&gt;&lt;b&gt;\'></p>');
  });

  it('leaves values in subject and text as they are', () => {
    const rendered = render({ subject: '{{ name }}', text: '{{ name }}' }, { name: 'Tom & <Jerry>' });
    expect(rendered).toMatchObject({ subject: 'Tom & <Jerry>', text: 'Tom & <Jerry>' });
  });

  it.each([
    ['{{ name | escape }}', '&lt;b&gt;'],
    ['{{ name | upcase }}', '&lt;B&gt;'],
    ['{{ name | escape | append: name }}', '&amp;lt;b&amp;gt;&lt;b&gt;'],
    ['{{ lines | newline_to_br }}', '&lt;a&gt;<br>\n&lt;b&gt;'],
    ['{% assign copy = name %}{{ copy }}', '&lt;b&gt;'],
    ['{% capture copy %}{{ name }}{% endcapture %}{{ copy }}', '&amp;lt;b&amp;gt;'],
    ['{% echo name %}', '&lt;b&gt;'],
    ['{{ list }}', '&lt;b&gt;2'],
    ['{{ thing }}', '{&quot;a&quot;:&quot;&lt;b&gt;&quot;}'],
    ['{{ none }}', ''],
  ])('escapes %s', (html, expected) => {
    expect(render({ html }, { name: '<b>', lines: '<a>\n<b>', list: ['<b>', 2], thing: { a: '<b>' }, none: null }).html).toBe(expected);
  });

  it('has no filter that switches escaping off', () => {
    expect(refusalOf(() => render({ html: '{{ name | raw }}' }, { name: script }))).toMatchObject({ code: 'template-invalid' });
  });
});

describe('undefined variables', () => {
  it('are named all at once, across subject, HTML and text', () => {
    const refused = refusalOf(() =>
      render({ subject: 'Hi {{ name }}', html: '{{ payment.amount | money: payment.currency }}', text: '{{ name }} {{ url }}' }, { payment: { amount: 100 } }),
    );
    expect(refused).toMatchObject({
      code: 'undefined-variables',
      message: 'The data does not have name, payment.currency, url',
      details: [
        { pointer: '/data/name', code: 'undefined', message: expect.stringContaining('name') },
        { pointer: '/data/payment/currency', code: 'undefined', message: expect.stringContaining('payment.currency') },
        { pointer: '/data/url', code: 'undefined', message: expect.stringContaining('url') },
      ],
    });
  });

  it.each([
    ['both of one output', '{{ amount | money: currency }}', {}, ['/data/amount', '/data/currency']],
    ['the whole path when the root is missing', '{{ payment.amount }}', {}, ['/data/payment/amount']],
    ['the list of a loop', '{% for line in lines %}{{ line }}{% endfor %}', {}, ['/data/lines']],
    ['the input of an assignment, and not what is made of it', '{% assign total = sum | plus: 1 %}{{ total }}', {}, ['/data/sum']],
    ['what is inside a branch that is reached', '{% if note %}{{ author }}{% endif %}', { note: 'x' }, ['/data/author']],
    ['an argument of default', "{{ name | default: fallback }}", {}, ['/data/fallback']],
    ['a name with a slash', "{{ data['a/b~c'] }}", { data: {} }, ['/data/data/a~1b~0c']],
    ['a list item', '{{ items[0].name }}', { items: [] }, ['/data/items/0/name']],
    ['one name once', '{{ a }}{{ a }}', {}, ['/data/a']],
  ])('tell %s', (_what, html, data, pointers) => {
    const refused = refusalOf(() => render({ html }, data));
    expect(refused).toMatchObject({ code: 'undefined-variables', details: pointers.map((pointer) => ({ pointer })) });
  });

  it('name a loop variable by its name, as it has no place of its own in the data', () => {
    const refused = refusalOf(() => render({ html: '{% for line in lines %}{{ line.total }}{% endfor %}' }, { lines: [{ total: 1 }, {}] }));
    expect(refused).toMatchObject({ details: [{ pointer: '/data', message: expect.stringContaining('line.total') }] });
  });

  it.each([
    ["{{ note | default: 'none' }}", 'none'],
    ['{% if note %}{{ note }}{{ other }}{% endif %}', ''],
    ["{% if note == 'x' %}x{% else %}y{% endif %}", 'y'],
    ['{% if note and other %}x{% endif %}', ''],
    ['{% unless note %}without{% endunless %}', 'without'],
    ["{% case note %}{% when 'x' %}x{% else %}other{% endcase %}", 'other'],
    ["{% assign zone = note | default: 'UTC' %}{{ zone }}", 'UTC'],
    ["{% if thing.note %}x{% endif %}{{ thing.note | default: 'deep' }}", 'deep'],
  ])('are no problem where the template says what to do: %s', (html, expected) => {
    expect(render({ html }).html).toBe(expected);
  });

  it.each([['null', null, ''], ['false', false, 'false'], ['zero', 0, '0'], ['an empty string', '', '']])('do not include %s', (_what, value, expected) => {
    expect(render({ html: '{{ value }}' }, { value }).html).toBe(expected);
  });

  it.each(['__proto__', 'constructor', 'toString', 'thing.__proto__', 'thing.constructor', 'thing.constructor.constructor', 'text.constructor', 'list.map'])('include %s, which no data has', (path) => {
    expect(refusalOf(() => render({ html: `{{ ${path} }}` }, { thing: {}, text: 'x', list: [] }))).toMatchObject({ code: 'undefined-variables' });
  });
});

describe('a template that is wrong', () => {
  it.each<[string, Partial<TemplateSource>, string, RegExp]>([
    ['an output that is not closed', { html: 'a\nb {{ name' }, '/html', /not closed \(html, line 2, column 3\)/],
    ['a tag that is not closed', { subject: '{% if x %}' }, '/subject', /not closed \(subject, line 1, column 1\)/],
    ['an unknown filter', { text: '\n\n{{ x | shout }}' }, '/text', /undefined filter: shout \(text, line 3, column 1\)/],
    ['an unknown tag', { html: '{% shout %}' }, '/html', /tag "shout" not found/],
    ['an end without a beginning', { html: '{% endif %}' }, '/html', /endif/],
    ['include', { html: "{% include '/etc/passwd' %}" }, '/html', /tag "include" not found/],
    ['render', { html: "{% render '../../package.json' %}" }, '/html', /tag "render" not found/],
    ['layout', { html: "{% layout 'x' %}" }, '/html', /tag "layout" not found/],
    ['include inside liquid', { html: "{% liquid\n include 'x'\n%}" }, '/html', /tag "include" not found/],
  ])('with %s is refused with the place', (_what, change, pointer, message) => {
    const problem = { code: 'template-invalid', details: [{ pointer, message: expect.stringMatching(message) }] };
    expect(refusalOf(() => render(change, { x: 1 }))).toMatchObject(problem);
    expect(refusalOf(() => renderer.inspect(source(change)))).toMatchObject(problem);
  });

  it('has all its problems told at once', () => {
    const refused = refusalOf(() => renderer.inspect(source({ subject: '{% a %}', html: '{{ x | b }}{% c %}', text: '{{ d' })));
    expect(refused).toMatchObject({ details: [{ pointer: '/subject' }, { pointer: '/html' }, { pointer: '/html' }, { pointer: '/text' }] });
  });

  it.each([
    ['a range without end', '{% for i in (1..1000000000) %}{% endfor %}'],
    ['loops in loops', '{% for a in (1..900) %}{% for b in (1..900) %}{% for c in (1..900) %}x{% endfor %}{% endfor %}{% endfor %}'],
    ['tablerow in loops', '{% for a in (1..900) %}{% for b in (1..900) %}{% tablerow c in (1..900) %}x{% endtablerow %}{% endfor %}{% endfor %}'],
    ['a text that doubles', `{% assign a = "0123456789" %}${'{% assign a = a | append: a %}'.repeat(40)}{{ a }}`],
    ['a text that is replaced by itself', `{% assign a = "0123456789" %}${'{% assign a = a | replace: "0", a %}'.repeat(40)}{{ a }}`],
    ['a text repeated in a loop', '{% for a in (1..1000) %}{% for b in (1..1000) %}{{ big }}{% endfor %}{% endfor %}'],
    ['a padded date', "{{ 'now' | date: '%1000000000d' }}"],
    ['a list that is sorted for ever', '{% assign a = big | split: "" %}{% for i in (1..1000) %}{% assign b = a | sort | reverse | uniq %}{% endfor %}'],
    ['tags nested too deeply', `${'{% if true %}'.repeat(60)}${'{% endif %}'.repeat(60)}`],
    ['too many tags', '{{ big }}'.repeat(1_001)],
    ['a condition without end', `{% if ${'a and '.repeat(1_000)}a %}{% endif %}`],
    ['filters without end', `{{ big ${"| append: 'x' ".repeat(1_000)}}}`],
    ['a source that is too long', 'x'.repeat(300_000)],
  ])('can not use up the machine: %s', (_what, html) => {
    expect(refusalOf(() => render({ html }, { big: 'x'.repeat(100_000) }))).toMatchObject({ code: 'template-invalid', details: [{ pointer: '/html' }] });
  });

  it.each([
    ['deep HTML', '<div>'.repeat(20_000)],
    ['broken HTML', '<a <b '.repeat(30_000)],
    ['as long a condition as is allowed', `{% if ${'a and '.repeat(300)}a %}{% endif %}`.repeat(15)],
    ['as many tags as are allowed', '{% if a %}{{ b }}{% endif %}'.repeat(300)],
    ['tags nested as deeply as is allowed', `${'{% if true %}'.repeat(50)}${'{% endif %}'.repeat(50)}`],
    ['scripts that are not closed, stripped', '{{ evil | strip_html | size }}'],
  ])('comes to an end: %s', (_what, html) => {
    // How long it takes depends on what else the machine does.
    const patient = createTemplateRenderer({ renderMs: 60_000 });
    expect(patient.render(source({ html }), { evil: '<script><!--<style>'.repeat(5_000) }).subject).toBe('Subject');
  }, 5_000);
});

it.each([
  ['ends without a beginning', '{% endif %}'.repeat(1_000)],
  ['unknown filters', '{{ x | nope }}'.repeat(1_000)],
  ['undefined variables', '{{ x.y }}{% if true %}{{ z }}{% endif %}'.repeat(250)],
  ['tags that are never closed', '{% if x %}'.repeat(50)],
])('tells of %s in good time, however many there are', (_what, html) => {
  expect(refusalOf(() => render({ html }))).toMatchObject({ details: expect.arrayContaining([{ code: expect.any(String), message: expect.any(String), pointer: expect.any(String) }]) });
}, 5_000);

describe('the subject', () => {
  it.each([
    ['a line break in the data', 'Hi {{ name }}', 'Ada\r\nBcc: eve@example.com', '/data'],
    ['a line feed in the data', '{{ name }}', 'a\nb', '/data'],
    ['a line separator in the data', '{{ name }}', 'a\u2028b', '/data'],
    ['a line break in the template', 'Hi\n{{ name }}', 'Ada', '/subject'],
    ['nothing left of it', '{{ name }}', '', '/data'],
    ['too much of it', '{{ name }}', 'x'.repeat(501), '/data'],
  ])('is refused when there is %s', (_what, subject, name, pointer) => {
    expect(refusalOf(() => render({ subject }, { name }))).toMatchObject({ code: 'template-invalid', details: [{ pointer, code: 'subject' }] });
  });
});

describe('the text', () => {
  it('is made from the HTML when there is none', () => {
    const html = '<h1>Hello</h1><p>Pay <a href="https://pay.example.com">here</a>, {{ name }}.</p><img src="x.png" alt="x">';
    expect(render({ html }, { name: 'Tom & Jerry' }).text).toBe('Hello\n\nPay here <https://pay.example.com>, Tom & Jerry.');
  });

  it('is the one of the template when there is one', () => {
    expect(render({ text: 'Plain {{ name }}' }, { name: 'Ada' }).text).toBe('Plain Ada');
  });
});

describe('layouts', () => {
  it('put the HTML into a whole document for light and dark, with a footer', () => {
    const { html } = render({ layout: 'default', html: '<p>{{ name }}</p>', subject: '{{ name }}' }, { name: '<Ada>' });
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('<title>&lt;Ada&gt;</title>');
    expect(html).toContain('<p>&lt;Ada&gt;</p>');
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).toContain('This message was sent to you automatically.');
  });

  it('put the footer under the text', () => {
    expect(render({ layout: 'default', text: 'Hello' }).text).toBe('Hello\n\n-- \nThis message was sent to you automatically.\n');
  });

  it('leave everything as it is when it is none', () => {
    expect(render({ layout: 'none', html: '<p>x</p>' }).html).toBe('<p>x</p>');
  });
});

describe('inspect', () => {
  it('lists what a template takes from the data, once and sorted, without what it makes itself', () => {
    const { variables } = renderer.inspect(
      source({
        subject: '{{ user.name }}',
        html: "{% assign zone = timeZone | default: 'UTC' %}{{ zone }}{% for line in order.lines %}{{ line.total }}{{ forloop.index }}{% endfor %}{{ user.name }}",
        text: '{% if note %}{{ note }}{% endif %}',
      }),
    );
    expect(variables).toEqual(['note', 'order.lines', 'timeZone', 'user.name']);
  });
});

it('renders the same source with other data, again and again', () => {
  const html = '{% increment counter %}{{ name }}';
  expect(render({ html }, { name: 'a' }).html).toBe('0a');
  expect(render({ html }, { name: 'b' }).html).toBe('0b');
});
