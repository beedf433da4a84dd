import type { CampaignRepository } from '@carillon/db';
import { CarillonError, UserId, type LinkTokens, type PreferencesClaim, type User } from '@carillon/domain';
import type { Answer } from '@carillon/http';
import type { Logger } from '@carillon/observability';
import type { MongoServiceClient } from '@carillon/service-clients';
import { z } from 'zod';
import { askService } from '../data-services/ask-service.ts';
import { definePublicRoute, type PublicContext, type Route } from '../http/route.ts';
import type { LinkLimit } from '../links/link-limit.ts';
import { orRefusalPage, pageAnswer } from './answer-page.ts';
import { changePreferences, type ChangePreferencesDeps } from './change-preferences.ts';
import { listCategories, type CategoryChoice } from './list-categories.ts';
import { formContentType, otherFormContentTypes, readForm, type PreferencesForm } from './read-form.ts';
import { rememberDecision, type RememberDecisionDeps } from './remember-decision.ts';
import { renderNoted, renderPreferences, renderUnknownUser, type PreferencesView } from './render-page.ts';

export interface PreferencesDeps extends ChangePreferencesDeps, RememberDecisionDeps {
  mongo: Pick<MongoServiceClient, 'getUser' | 'recordConsent'>;
  linkTokens: Pick<LinkTokens, 'readPreferences'>;
  logger: Pick<Logger, 'info' | 'warn'>;
  linkLimit: LinkLimit;
  /** What campaigns are about can be refused before the first one comes. */
  campaigns: Pick<CampaignRepository, 'listCategories'>;
  /** Who sends the messages, as recipients know them. */
  senderName: string;
}

const path = '/u/:token';
const tag = 'Recipients';
const params = z.strictObject({ token: z.string().max(2_000) });
const contentType = 'text/html; charset=utf-8';
const common = { path, tag, contentType, rateLimited: false, fromAnySite: true } as const;

/** The pages behind the links for unsubscribing. Whoever has the link may use it: no cookie and no sign-in is asked for. */
export function createPreferencesRouter(deps: PreferencesDeps): readonly Route[] {
  return [
    definePublicRoute({
      ...common,
      method: 'get', operation: 'showPreferences', summary: 'What a recipient gets, to choose from',
      description: 'Changes nothing: mail programs and filters follow links by themselves.',
      request: { params, headers: z.object({ accept: z.string().optional() }) },
      response: z.string(),
      handle: (context, { params: { token }, headers: { accept } }) => orRefusalPage(accept, () => answer(deps, context, token, null)),
    }),
    definePublicRoute({
      ...common,
      method: 'post', operation: 'changePreferences', summary: 'Unsubscribe with one click (RFC 8058), or change what one gets',
      description: 'Can be repeated. A mail program sends List-Unsubscribe=One-Click; the page sends its forms here too.',
      streamedBody: { contentType: formContentType, otherContentTypes: otherFormContentTypes, description: '`List-Unsubscribe=One-Click`' },
      request: { params, headers: z.object({ accept: z.string().optional(), 'content-type': z.string() }) },
      response: z.string(),
      handle: (context, { params: { token }, headers }) =>
        orRefusalPage(headers.accept, () => answer(deps, context, token, () => readForm(context.bodyStream, headers['content-type']))),
    }),
  ];
}

async function answer(deps: PreferencesDeps, context: PublicContext, token: string, read: (() => Promise<PreferencesForm>) | null): Promise<Answer<string>> {
  const claim = deps.linkTokens.readPreferences(token) ?? (await deps.linkLimit.refuse(context.ip));
  if (read === null) return showOrChange(deps, context, claim, null);
  await limitUse(deps, claim.userId);
  const form = await read();
  try {
    return await showOrChange(deps, context, claim, form);
  } catch (error) {
    if (await rememberDecision(deps, context, claim, form, error)) return pageAnswer(renderNoted({ sender: deps.senderName }));
    throw error;
  }
}

async function showOrChange(deps: PreferencesDeps, context: PublicContext, claim: PreferencesClaim, form: PreferencesForm | null): Promise<Answer<string>> {
  const before = await findUser(deps, context, claim.userId);
  if (before === null) return pageAnswer(renderUnknownUser({ sender: deps.senderName }));
  const campaignCategories = await readCampaignCategories(deps, context, form);
  const choices = (user: User) => listCategories(user, claim.category, campaignCategories);
  const listed = choices(before);
  const user = form === null ? before : await changePreferences(deps, context, { user: before, claim, form, listed: listed.map(({ category }) => category) });
  const done = form === null ? null : describe(form, listed, choices(user), claim.category);
  return pageAnswer(renderPreferences({ sender: deps.senderName, address: user.email, category: claim.category, choices: choices(user), done }));
}

/** Who unsubscribes need not choose among them: that they can not be read must not be in the way. */
async function readCampaignCategories({ campaigns, logger }: PreferencesDeps, { requestId }: PublicContext, form: PreferencesForm | null): Promise<readonly string[]> {
  try {
    return await campaigns.listCategories();
  } catch (error) {
    if (form === null || form.action === 'save' || form.action === 'undo') throw error;
    logger.warn('preferences.categories-not-read', { requestId, error });
    return [];
  }
}

async function limitUse({ linkLimit }: PreferencesDeps, userId: string): Promise<void> {
  const { allowed, resetSeconds } = await linkLimit.mayUse(`preferences|${userId}`);
  if (!allowed) throw new CarillonError('rate-limited', 'That was a lot of changes in a minute. Wait a little before the next one.', { retryAfterSeconds: resetSeconds });
}

/** Null for somebody who was taken away since: there is nothing left to unsubscribe from. */
async function findUser({ mongo }: PreferencesDeps, { requestId, signal }: PublicContext, userId: string): Promise<User | null> {
  try {
    return await askService(() => mongo.getUser({ params: { id: UserId.parse(userId) } }, { requestId, signal }));
  } catch (error) {
    if (error instanceof CarillonError && error.code === 'not-found') return null;
    throw error;
  }
}

function describe(form: PreferencesForm, before: readonly CategoryChoice[], after: readonly CategoryChoice[], category: string): PreferencesView['done'] {
  const wanted = (choices: readonly CategoryChoice[]) => choices.filter((choice) => choice.wanted).map((choice) => choice.category);
  const changed = wanted(before).join() !== wanted(after).join();
  const title = after.find((choice) => choice.category === category)?.title ?? category;
  const messages = {
    'one-click': `You are unsubscribed from: ${title}.`,
    'unsubscribe': `You are unsubscribed from: ${title}.`,
    'unsubscribe-all': 'You are unsubscribed from all.',
    'save': 'Saved.',
    'undo': 'It is as it was before.',
  } as const satisfies Record<PreferencesForm['action'], string>;
  return { message: messages[form.action], undo: changed && form.action !== 'undo' ? wanted(before) : null };
}
