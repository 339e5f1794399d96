import { defineErrors } from '../../kernel/domain-error';

export const SCREENING_ERRORS = defineErrors('SCREENING', {
  NOT_A_LIST: {
    kind: 'rule',
    title: 'The file cannot be read as a watchlist',
    advice: 'The reason names the line. The version before stays live; mend the file and send it again.',
  },
  CODE_TAKEN: {
    kind: 'conflict',
    title: 'Your organisation has a list of this code',
    advice: 'Send a new version of that list, or choose another code.',
  },
  PUBLISHED_BY_COMMITTEE: {
    kind: 'forbidden',
    title: 'Only the Committee publishes a list to everybody',
    advice: 'Create the list without `published`: it is then your own.',
  },
  NOT_THE_OWNER: {
    kind: 'forbidden',
    title: 'The list is kept by another organisation',
    advice: 'Only the organisation that keeps a list sends versions of it.',
  },
  NOT_HELD: {
    kind: 'conflict',
    title: 'The version does not wait for an approval',
    advice: 'Only a version with status HELD is approved.',
  },
  APPROVED_ALREADY: {
    kind: 'conflict',
    title: 'You have approved this version',
    advice: 'The second approval is another person’s.',
  },
  SOURCE_NOT_ALLOWED: {
    kind: 'rule',
    title: 'Lists are not fetched from this address',
    advice: 'The operator names the hosts in WATCHLIST_HOSTS; any list can be uploaded instead.',
  },
  SOURCE_UNAVAILABLE: {
    kind: 'rule',
    title: 'The list could not be fetched',
    advice: 'The version before stays live. Try again later, or upload the file.',
  },
  NO_SUCH_LIST: {
    kind: 'invalid',
    title: 'There is no such list',
    advice: 'GET /v1/watchlists shows those you can screen against.',
  },
  NO_SUCH_ENTRY: {
    kind: 'invalid',
    title: 'There is no such entry',
    advice: 'GET /v1/watchlists/{id}/entries shows the entries of a list you can see.',
  },
  NOT_IN_THIS_STATE: {
    kind: 'conflict',
    title: 'The alert cannot be judged like this in its state',
    advice: 'Read the alert again: one that was superseded has a newer one; one that was judged is opened again first.',
  },
  SECOND_PERSON_NEEDED: {
    kind: 'forbidden',
    title: 'A match is confirmed by two persons',
    advice: 'A colleague of your organisation confirms what you proposed, or opens the alert again.',
  },
  LINK_NEEDS_SIGN_IN: {
    kind: 'forbidden',
    title: 'A link is made by a person who is signed in',
    advice: 'Sign in with the password; an API key can screen by itself and needs no link.',
  },
  NOTHING_TO_SEARCH: {
    kind: 'conflict',
    title: 'A list that should be searched has no live version',
    advice: 'Nobody was screened. GET /v1/watchlists shows which lists are live.',
  },
  UNKNOWN_WEIGHT: {
    kind: 'invalid',
    title: 'The algorithm has no such feature',
    advice: 'GET /v1/screening/algorithms names the features.',
  },
});
