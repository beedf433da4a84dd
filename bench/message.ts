/** What is sent in every benchmark: an ordinary short mail. */
export const message = {
  to: 'ada@example.com',
  subject: 'Your order is on its way',
  text: 'It left our warehouse today and should be with you within three days.',
  html: '<p>It left our warehouse today and should be with you within <strong>three days</strong>.</p>',
} as const;
