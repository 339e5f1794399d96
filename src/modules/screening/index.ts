export { SubjectScreening, type SubjectsScreened } from './rescreening/subject-screening.service';
export { SCREENING_EVENTS } from './screening.events';
export { ScreeningModule } from './screening.module';
export * from './screening.types';
export { type NewSubject, ScreeningSubjects } from './searching/screening-subjects.service';
export { type NamesScreened, NameScreening, partyNamed } from './searching/name-screening.service';
