import { correspondenceCsv } from './correspondence.rules';
import type { Letter } from './correspondence.types';

it('lists letters as an annex does', () => {
  const letter: Letter = {
    ...{ exchangeId: 'x', reference: 'POE-EXC-2026-000001', subject: '=cmd', addressee: 'DO-DGA', organisation: null },
    ...{ asks: ['REPLY_WANTED', 'FOLLOW_UP_WANTED'], followsUp: null, sentAt: '2026-03-01T10:00:00.000Z' },
    ...{ dueOn: '2026-03-10', reminders: 2, status: 'OVERDUE', acknowledgedAt: null, answeredAt: null },
  };
  expect(correspondenceCsv([letter])).toBe(
    'Reference,Addressee,Answered by,Subject,Asked for,Follows up,Sent,Due,Reminders,Status,Acknowledged,Answered\r\n' +
      "POE-EXC-2026-000001,DO-DGA,,'=cmd,REPLY_WANTED FOLLOW_UP_WANTED,,2026-03-01,2026-03-10,2,OVERDUE,,\r\n",
  );
});
