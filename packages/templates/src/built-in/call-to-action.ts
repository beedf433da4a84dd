/** The one thing a message asks for, as a button that also shows in mail programs without CSS. Both arguments are Liquid. */
export function callToAction(url: string, label: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0"><tr><td class="button" style="border-radius:8px;background:#1a56c4">
<a href="{{ ${url} | web_url }}" style="display:inline-block;padding:12px 24px;border-radius:8px;font-weight:600;color:#ffffff;text-decoration:none">${label}</a>
</td></tr></table>`;
}
