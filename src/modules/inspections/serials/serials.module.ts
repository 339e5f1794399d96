import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit';
import { RecordsModule } from '../../records';
import { FirearmReferencesModule } from '../references/references.module';
import { FirearmLinkRow } from './firearm-link.record';
import { FirearmLinks } from './firearm-links.repository';
import { FirearmLinksService } from './firearm-links.service';
import { FirearmMarkRow } from './firearm-mark.record';
import { FirearmMarks } from './firearm-marks.repository';
import { SerialSearch } from './serial-search.service';
import { SerialsController } from './serials.controller';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    FirearmReferencesModule,
    TypeOrmModule.forFeature([FirearmMarkRow, FirearmLinkRow]),
  ],
  controllers: [SerialsController],
  providers: [FirearmMarks, FirearmLinks, FirearmLinksService, SerialSearch],
  exports: [FirearmMarks],
})
export class SerialsModule {}
