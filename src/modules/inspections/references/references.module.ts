import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit';
import { FirearmReferenceRow } from './reference.record';
import { FirearmReferencesController } from './references.controller';
import { FirearmReferences } from './references.repository';
import { FirearmReferencesService } from './references.service';

@Module({
  imports: [AuditModule, TypeOrmModule.forFeature([FirearmReferenceRow])],
  controllers: [FirearmReferencesController],
  providers: [FirearmReferencesService, FirearmReferences],
  exports: [FirearmReferences],
})
export class FirearmReferencesModule {}
