import { ProviderStatusList, SegmentPage, TemplatePage } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

const MOST = 200;

/** What a campaign can be made of; each is read once for a form. */
export function useSegmentChoices() {
  return useQuery({ queryKey: ['segments', 'choices'], queryFn: async ({ signal }) => (await request(SegmentPage, { url: '/segments', params: { limit: MOST }, signal })).items });
}

export function useTemplateChoices() {
  return useQuery({ queryKey: ['templates', 'choices'], queryFn: async ({ signal }) => (await request(TemplatePage, { url: '/templates', params: { limit: MOST }, signal })).items });
}

export function useProviderChoices() {
  return useQuery({ queryKey: ['providers', 'choices'], queryFn: async ({ signal }) => (await request(ProviderStatusList, { url: '/providers', signal })).items });
}
