import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../../access';
import { AuditModule } from '../../audit';
import { RecordsModule } from '../records.module';
import { Assignees } from './assignees.service';
import { MyWorkController } from './my-work/my-work.controller';
import { MyWorkQuery } from './my-work/my-work.query';
import { MyWork } from './my-work/my-work.service';
import { NewTasks } from './new-tasks.service';
import { OpenTasks } from './open-tasks.service';
import { RemindOfTaskJob } from './remind-of-task.job';
import { TaskNotices } from './task-notices.service';
import { TaskEventRow, TaskRow } from './task.record';
import { TasksController } from './tasks.controller';
import { TasksRepository } from './tasks.repository';
import { TasksService } from './tasks.service';
import { TaskTemplateRow } from './templates/task-template.record';
import { TemplatesController } from './templates/templates.controller';
import { TemplatesRepository } from './templates/templates.repository';
import { Templates } from './templates/templates.service';

@Module({
  imports: [
    AccessModule,
    AuditModule,
    RecordsModule,
    TypeOrmModule.forFeature([TaskRow, TaskEventRow, TaskTemplateRow]),
  ],
  controllers: [TasksController, TemplatesController, MyWorkController],
  providers: [
    ...[TasksRepository, TasksService, NewTasks, OpenTasks, Assignees, TaskNotices, RemindOfTaskJob],
    ...[TemplatesRepository, Templates, MyWorkQuery, MyWork],
  ],
  exports: [OpenTasks],
})
export class TasksModule {}
