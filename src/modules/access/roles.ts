export const ROLES = [
  'member_state_liaison',
  'panel_expert',
  'un_contributor',
  'committee_secretariat',
  'legal_officer',
  'access_administrator',
  'auditor',
] as const;

export type Role = (typeof ROLES)[number];

export interface RoleDescription {
  readonly title: string;
  readonly description: string;
}

export const ROLE_DESCRIPTIONS: Readonly<Record<Role, RoleDescription>> = {
  member_state_liaison: {
    title: 'Member State liaison',
    description: 'Submits inspections and manifests, answers requests, asks others (resolution 2692, para 7).',
  },
  panel_expert: {
    title: 'Panel expert',
    description: 'Searches what was released to the Panel, links records into cases, asks States (para 8).',
  },
  un_contributor: {
    title: 'BINUH or UNODC contributor',
    description: 'Contributes incidents and flows for the reports (paras 9 and 10).',
  },
  committee_secretariat: {
    title: 'Committee secretariat',
    description:
      'Reads what was released to the Committee, handles its mail and records its decisions on exemption requests.',
  },
  legal_officer: {
    title: 'Legal officer',
    description: 'Keeps the dated table of embargo rules: proposes versions and approves those of a colleague.',
  },
  access_administrator: {
    title: 'Access administrator',
    description: 'Organisations, users, roles, keys and sharing groups. Never reads casework.',
  },
  auditor: { title: 'Auditor', description: 'Reads the audit log and verifies it. Never reads casework.' },
};
