import type { NoticeKind } from '../../records';
import type { Language } from '../channel.types';

/** What a kind is called in an e-mail: it says what happened and nothing of what is in it. */
export const KIND_WORDS: Readonly<Record<Language, Readonly<Record<NoticeKind, string>>>> = {
  en: {
    'exchange.received': 'A request, notice or reply has arrived',
    'exchange.acknowledged': 'A recipient has acknowledged receipt',
    'exchange.answered': 'A request has been answered',
    'exchange.closed': 'An exchange has been closed',
    'exchange.approval_wanted': 'An exchange waits for approval by a second person',
    'exchange.due_soon': 'An answer will be due soon',
    'exchange.overdue': 'An answer is overdue',
    'record.released': 'A record has been released to you',
    'record.recalled': 'A record you could read has been recalled',
    'record.destruction_confirmed': 'The destruction of copies has been confirmed',
    'consent.requested': 'Your consent to pass something on is requested',
    'consent.granted': 'Consent to pass something on has been given',
    'consent.refused': 'Consent to pass something on has been refused',
    'blind_match.found': 'A blind match has been found',
    'blind_match.contact_wanted': 'Contact is wanted about a blind match',
    'comment.mentioned': 'You have been mentioned in a comment',
    'task.assigned': 'A task has been assigned to you',
    'task.due_soon': 'A task will be due soon',
    'source.opening_wanted': 'Your decision as a custodian is requested',
    'source.opened': 'A sealed entry in your custody has been opened',
    'webhook.disabled': 'A webhook has been disabled because it kept failing',
  },
  fr: {
    'exchange.received': 'Une demande, une notification ou une réponse est arrivée',
    'exchange.acknowledged': 'Un destinataire a accusé réception',
    'exchange.answered': 'Une demande a reçu une réponse',
    'exchange.closed': 'Un échange a été clos',
    'exchange.approval_wanted': 'Un échange attend l’approbation d’une seconde personne',
    'exchange.due_soon': 'Une réponse sera bientôt due',
    'exchange.overdue': 'Une réponse est en retard',
    'record.released': 'Un dossier vous a été communiqué',
    'record.recalled': 'Un dossier que vous pouviez lire a été rappelé',
    'record.destruction_confirmed': 'La destruction des copies a été confirmée',
    'consent.requested': 'Votre accord est demandé pour une retransmission',
    'consent.granted': 'Un accord de retransmission a été donné',
    'consent.refused': 'Un accord de retransmission a été refusé',
    'blind_match.found': 'Une concordance aveugle a été trouvée',
    'blind_match.contact_wanted': 'Une prise de contact est souhaitée au sujet d’une concordance',
    'comment.mentioned': 'Vous avez été mentionné dans un commentaire',
    'task.assigned': 'Une tâche vous a été confiée',
    'task.due_soon': 'Une tâche arrive bientôt à échéance',
    'source.opening_wanted': 'Votre décision de dépositaire est demandée',
    'source.opened': 'Une pièce scellée sous votre garde a été ouverte',
    'webhook.disabled': 'Un webhook a été désactivé après des échecs répétés',
  },
  es: {
    'exchange.received': 'Ha llegado una solicitud, un aviso o una respuesta',
    'exchange.acknowledged': 'Un destinatario ha acusado recibo',
    'exchange.answered': 'Una solicitud ha sido respondida',
    'exchange.closed': 'Un intercambio ha sido cerrado',
    'exchange.approval_wanted': 'Un intercambio espera la aprobación de una segunda persona',
    'exchange.due_soon': 'Una respuesta vence pronto',
    'exchange.overdue': 'Una respuesta está atrasada',
    'record.released': 'Se le ha comunicado un expediente',
    'record.recalled': 'Un expediente que usted podía leer ha sido retirado',
    'record.destruction_confirmed': 'Se ha confirmado la destrucción de las copias',
    'consent.requested': 'Se solicita su consentimiento para una retransmisión',
    'consent.granted': 'Se ha dado el consentimiento para una retransmisión',
    'consent.refused': 'Se ha denegado el consentimiento para una retransmisión',
    'blind_match.found': 'Se ha encontrado una coincidencia ciega',
    'blind_match.contact_wanted': 'Se desea contacto sobre una coincidencia',
    'comment.mentioned': 'Le han mencionado en un comentario',
    'task.assigned': 'Se le ha asignado una tarea',
    'task.due_soon': 'Una tarea vence pronto',
    'source.opening_wanted': 'Se solicita su decisión como custodio',
    'source.opened': 'Se ha abierto una pieza sellada bajo su custodia',
    'webhook.disabled': 'Un webhook ha sido desactivado tras fallos repetidos',
  },
};

export const MAIL_WORDS: Readonly<
  Record<
    Language,
    { readonly digest: (count: number) => string; readonly more: (count: number) => string; readonly foot: string }
  >
> = {
  en: {
    digest: (count) => `${count} notifications`,
    more: (count) => `and ${count} more in your inbox`,
    foot: 'Sign in to read. What you hear of by e-mail, and when, you choose here:',
  },
  fr: {
    digest: (count) => `${count} notifications`,
    more: (count) => `et ${count} de plus dans votre boîte`,
    foot: 'Connectez-vous pour lire. Vous choisissez ici ce qui vous est envoyé, et quand :',
  },
  es: {
    digest: (count) => `${count} notificaciones`,
    more: (count) => `y ${count} más en su buzón`,
    foot: 'Inicie sesión para leer. Usted elige aquí qué se le envía, y cuándo:',
  },
};
