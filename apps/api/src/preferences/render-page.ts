import type { CategoryChoice } from './list-categories.ts';
import { pagePolicy, style } from './page-style.ts';

export interface PreferencesView {
  /** Who sends the messages. */
  sender: string;
  address: string;
  /** Of the message that the link stands in. */
  category: string;
  choices: readonly CategoryChoice[];
  /** What was just done; null before anything was. `undo`: what was wanted before, where that can be brought back. */
  done: { message: string; undo: readonly string[] | null } | null;
}

export const pageHeaders = { 'content-security-policy': pagePolicy, 'x-robots-tag': 'noindex' };

/** The page on which recipients say what they want: plain forms, no script. Showing it changes nothing. */
export function renderPreferences({ sender, address, category, choices, done }: PreferencesView): string {
  const own = choices.find((choice) => choice.category === category && choice.wanted);
  return frame(
    `What you get from ${sender}`,
    `<h1>What you get from ${escape(sender)}</h1>
<p class="quiet">For ${escape(maskAddress(address))}</p>
${done === null ? '' : notice(done)}
${own === undefined || done !== null ? '' : form('unsubscribe', [], `<button>Unsubscribe from: ${escape(own.title)}</button>`)}
<h2 id="choices">Choose what you get</h2>
${form('save', [], `<fieldset aria-labelledby="choices">${choices.map(checkbox).join('')}</fieldset><div class="actions"><button>Save</button></div>`)}
${choices.some((choice) => choice.wanted) ? `<h2>No more of it</h2>${form('unsubscribe-all', [], '<button class="plain">Unsubscribe from all</button>')}` : ''}
<p class="quiet">What you ask for yourself, like receipts, comes all the same.</p>`,
  );
}

/** For a link of somebody whom nothing is known of any more. */
export function renderUnknownUser({ sender }: Pick<PreferencesView, 'sender'>): string {
  return frame(`What you get from ${sender}`, `<h1>Nothing is sent to you</h1><p>${escape(sender)} does not know this recipient any more. There is nothing left to unsubscribe from.</p>`);
}

/** For a decision that is kept, and written down as soon as that can be done. */
export function renderNoted({ sender }: Pick<PreferencesView, 'sender'>): string {
  return frame(`What you get from ${sender}`, `<h1>You are unsubscribed</h1><p class="notice" role="status">We have noted it.</p><p>It can take some minutes to hold everywhere.</p>`);
}

/** Why a link could not do what it is for. */
export function renderRefusal({ title, detail }: { title: string; detail: string }): string {
  return frame(title, `<h1>${escape(title)}</h1><p class="notice bad" role="alert">Nothing was changed.</p><p>${escape(detail)}</p>`);
}

function notice({ message, undo }: NonNullable<PreferencesView['done']>): string {
  const back = undo === null ? '' : form('undo', undo, '<button class="plain">Undo</button>');
  return `<p class="notice" role="status">${escape(message)}</p>${back}`;
}

function checkbox({ category, title, description, wanted }: CategoryChoice): string {
  const more = description === '' ? '' : `<span class="quiet">${escape(description)}</span>`;
  return `<label class="choice"><input type="checkbox" name="category" value="${escape(category)}"${wanted ? ' checked' : ''}><span>${escape(title)}${more}</span></label>`;
}

/** Without `action` a form goes to the address it stands at, which has the token. */
function form(action: string, categories: readonly string[], content: string): string {
  const fields = [['action', action], ...categories.map((category) => ['category', category])];
  return `<form method="post">${fields.map(([name = '', value = '']) => `<input type="hidden" name="${name}" value="${escape(value)}">`).join('')}${content}</form>`;
}

function frame(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;
}

/** Enough for its owner to know it again, and nothing for others: links get forwarded. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '•••' : `${address.slice(0, 1)}•••${address.slice(at)}`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
