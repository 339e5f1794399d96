/**
 * What each schema is a kind of in FollowTheMoney 4.5.2 (`extends`), as far as parties are concerned. Two entities can be one if one's
 * schema is the other's or an ancestor of it: nothing can be exported as both a person and a vessel.
 */
export const KIND_OF: Readonly<Record<string, string>> = {
  Person: 'LegalEntity',
  Organization: 'LegalEntity',
  Company: 'Organization',
  PublicBody: 'Organization',
  Vessel: 'Vehicle',
  Airplane: 'Vehicle',
};
