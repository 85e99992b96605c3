import type { z } from 'zod';
import { type Settings, settingsSchema, type settingsViewSchema } from '../../../shared/contract/settings.ts';
import type { Database } from '../database/database.ts';
import { Setting } from '../database/entities/setting.ts';
import type { Events } from '../events/events.ts';
import type { SecretStore } from '../host.ts';
import { tryEndpoint } from './tryEndpoint.ts';

const keyName = 'endpoint-api-key';

export type SettingsView = z.infer<typeof settingsViewSchema>;
export type SettingsService = ReturnType<typeof createSettings>;

/** What people have set, one row a setting; the API key is kept by the host's secret store and only lent to workers. */
export function createSettings(database: Database, events: Events, secrets: SecretStore) {
  /** A setting that cannot be read any more counts as not set, so that a damaged row is no obstacle. */
  async function current(): Promise<Settings> {
    const rows = await database.orm.em.fork().findAll(Setting);
    const known = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
      const row = rows.find((candidate) => candidate.key === key);
      const parsed = row ? schema.safeParse(row.value) : null;
      return parsed?.success ? [[key, parsed.data]] : [];
    });
    return settingsSchema.parse(Object.fromEntries(known));
  }

  async function view(): Promise<SettingsView> {
    return { ...(await current()), hasApiKey: (await secrets.get(keyName)) !== null, keyStore: secrets.kind };
  }

  return {
    current,
    view,
    apiKey: () => secrets.get(keyName),

    /** Null takes a setting back: it is as if it had never been made. */
    async update(change: Partial<Settings> & { apiKey?: string | null | undefined }): Promise<SettingsView> {
      const { apiKey, ...values } = change;
      if (apiKey !== undefined) await secrets.set(keyName, apiKey);
      const given = Object.entries(values).filter(([, value]) => value !== undefined);
      const [taken, made] = [
        given.filter(([, value]) => value === null),
        given.filter(([, value]) => value !== null),
      ];
      await database.orm.em.fork().transactional(async (em) => {
        await em.nativeDelete(Setting, { key: taken.map(([key]) => key) });
        await em.upsertMany(
          Setting,
          made.map(([key, value]) => ({ key, value, updatedAt: new Date() })),
        );
        await events.publish(em, { type: 'settings' });
      });
      return view();
    },

    async tryEndpoint() {
      const { endpointUrl } = await current();
      return { models: await tryEndpoint(endpointUrl, await secrets.get(keyName)) };
    },
  };
}
