export { previewDue, type PreviewDueDeps } from './due/preview-due.ts';
export { previewUser, type PreviewUserDeps } from './due/preview-user.ts';
