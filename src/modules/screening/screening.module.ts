import { Module } from '@nestjs/common';
import { NoScreening } from './no-screening.service';
import { SCREENING } from './screening.types';

@Module({
  providers: [{ provide: SCREENING, useClass: NoScreening }],
  exports: [SCREENING],
})
export class ScreeningModule {}
