import { registerDecorator } from 'class-validator';
import { isCalendarDay } from '../../../platform/http/rfc3339';

const isPartialDate = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^\d{4}(-\d{2}){0,2}$/.test(value)) return false;
  return isCalendarDay(value + '-01'.repeat(3 - value.split('-').length));
};

/** A day, a month or a year that exists: dates in answers are often known in part. */
export const IsPartialDate = (): PropertyDecorator => (target, propertyName) =>
  registerDecorator({
    name: 'isPartialDate',
    target: target.constructor,
    propertyName: propertyName as string,
    options: { message: '$property must be a date that exists: YYYY-MM-DD, YYYY-MM or YYYY' },
    validator: { validate: isPartialDate },
  });
