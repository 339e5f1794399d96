import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { ActorFactory, ActorsRepository, organisationActor } from '../access';

/** Who is told, as the database has them at this moment: nobody who was disabled, with the roles and audiences of now. */
@Injectable()
export class Receivers {
  constructor(
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
  ) {}

  async person(key: number): Promise<Actor | undefined> {
    const row = await this.actors.byUser(key);
    return row && this.factory.make(row, { kind: 'system' });
  }

  /** The organisation without a person: it writes down what became of a sending, whoever was meant. */
  async organisation(key: number): Promise<Actor | undefined> {
    const row = await this.actors.byOrganisation(key);
    return row && organisationActor(row);
  }
}
