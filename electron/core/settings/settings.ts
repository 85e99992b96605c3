import type { z } from 'zod';
import { type Settings, settingsSchema, type settingsViewSchema } from '../../../shared/contract/settings.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import type { SecretStore } from '../host.ts';

const keyName = 'endpoint-api-key';

export type SettingsView = z.infer<typeof settingsViewSchema>;
export type SettingsService = ReturnType<typeof createSettings>;

/** What people have set, one row a setting; the API key is kept by the host's secret store and only lent to workers. */
export function createSettings(database: Database, events: Events, secrets: SecretStore) {
  /** A setting that cannot be read any more counts as not set, so that a damaged row is no obstacle. */
  async function current(): Promise<Settings> {
    const rows = await database.orm.em
      .fork()
      .execute<{ key: string; value: unknown }[]>('select key, value from settings');
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

    async update(change: Partial<Settings> & { apiKey?: string | null | undefined }): Promise<SettingsView> {
      const { apiKey, ...values } = change;
      if (apiKey !== undefined) await secrets.set(keyName, apiKey === '' ? null : apiKey);
      const rows = Object.entries(values).filter(([, value]) => value !== undefined);
      await database.orm.em.fork().transactional(async (em) => {
        for (const [key, value] of rows) {
          await em.execute(
            `insert into settings (key, value) values (?, ?::jsonb)
             on conflict (key) do update set value = excluded.value, updated_at = now()`,
            [key, JSON.stringify(value)],
          );
        }
        await events.publish(em, { type: 'settings' });
      });
      return view();
    },
  };
}
