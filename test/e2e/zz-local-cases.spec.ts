import { AppModule } from '../../src/app.module';
import { EntitiesModule } from '../../src/modules/entities';
import { CasesModule } from '../../src/modules/cases';
import { ShipmentsModule } from '../../src/modules/shipments';
const orig = AppModule.with.bind(AppModule);
AppModule.with = ((r: any) => {
  const m = orig(r);
  for (const x of [ShipmentsModule, EntitiesModule, CasesModule]) if (!m.imports!.includes(x)) m.imports!.push(x);
  return m;
}) as any;
require('./cases.spec');
