// sectorize export: a written plan for a CRM or a map.

import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { EXPORT_FORMATS, type ExportFormat } from '../../app/export/format.ts';

export interface ExportOptions {
  readonly plan: string;
  readonly out?: string;
  readonly full?: boolean;
  readonly raw?: boolean;
  readonly reps?: string;
  readonly accountId?: string;
  readonly externalId?: string;
  readonly ids?: readonly string[];
  readonly territoryModel?: string;
  readonly territoryType?: string;
  readonly accountAccess?: 'Read' | 'Edit' | 'All';
  readonly prefix?: string;
  readonly owner?: 'name' | 'email' | 'username';
  readonly zones?: boolean;
  readonly lang?: 'fr' | 'en';
  readonly quiet?: boolean;
}

const EXAMPLES = `
Formats:
  salesforce  Territory2 and its associations with users and accounts, to insert and to delete
  dynamics    territories, and owner and territory of accounts, for the import of Dynamics 365
  hubspot     owners of companies, for the import of HubSpot
  kml         sectors with outlines, labels and figures, for Google Earth and QGIS
  geojson     sectors, and the levels above them
  topojson    the same over shared borders

CRM formats have what changes against the incumbent, maps have everything. steps.txt says what to do
with the files; docs/integrations.md has the screens and queries.
Exit codes: 0 done, 2 bad usage, or a plan or file that cannot be read.

Examples:
  sectorize export salesforce --plan plan --account-id Id --reps users.csv
  sectorize export salesforce --ids territories.csv --ids users.csv --ids associations.csv
  sectorize export hubspot --reps owners.csv --out hubspot-2027
  sectorize export dynamics --full --owner email
  sectorize export kml --zones --lang fr
  sectorize export topojson --plan plan-2027`;

/** API names begin with this: letters, digits, single underscores. */
function parsePrefix(text: string): string {
  if (/^[A-Za-z](?:_?[A-Za-z0-9])*_?$/.test(text) && text.length <= 30) return text;
  throw new InvalidArgumentError(
    `"${text}" must begin with a letter, and have letters, digits and single underscores, 30 at most, for example FR_.`,
  );
}

function parseId(text: string): string {
  if (/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(text)) return text;
  throw new InvalidArgumentError(`"${text}" is not a Salesforce id of 15 or 18 letters and digits.`);
}

function parseField(text: string): string {
  if (text.trim() !== '' && text.length <= 100 && !/[\r\n\t,;"=+@]/.test(text)) return text.trim();
  throw new InvalidArgumentError(`"${text}" is no name of a field, for example ERP_Id__c.`);
}

export function exportCommand(): Command {
  return new Command('export')
    .description('a written plan for a CRM (what changes) or a map')
    .usage('<format> [options]')
    .addArgument(new Argument('<format>', 'the system it is for').choices(EXPORT_FORMATS))
    .optionsGroup('The plan:')
    .option('--plan <dir>', 'the plan directory', 'plan')
    .option('--full', 'everything, not only what changes against the incumbent (CRM formats)')
    .optionsGroup('Accounts and reps in the CRM:')
    .option(
      '--account-id <column>',
      'column of the accounts file with their id in the CRM (default: their id)',
    )
    .option(
      '--external-id <field>',
      'the field of the CRM that this id is in, if it is not the record id',
      parseField,
    )
    .option(
      '--reps <file>',
      'CSV of id with email or username (default: the reps file of the plan, if it is found unchanged)',
    )
    .addOption(
      new Option('--owner <what>', 'dynamics: what the owner is found by (default: name)').choices([
        'name',
        'email',
        'username',
      ]),
    )
    .optionsGroup('Salesforce:')
    .option(
      '--ids <file>',
      'CSV with the ids of Territory2, User, ObjectTerritory2Association or\nUserTerritory2Association, repeatable; deletions need them',
      (file: string, previous: readonly string[] = []) => [...previous, file],
    )
    .option(
      '--territory-model <id>',
      'Territory2ModelId of new territories (default: a placeholder)',
      parseId,
    )
    .option('--territory-type <id>', 'Territory2TypeId of new territories (default: a placeholder)', parseId)
    .addOption(
      new Option(
        '--account-access <level>',
        'AccountAccessLevel of new territories (default: not stated)',
      ).choices(['Read', 'Edit', 'All']),
    )
    .option('--prefix <text>', 'what DeveloperNames begin with, for example FR_', parsePrefix)
    .optionsGroup('Maps:')
    .option('--zones', 'the zones too')
    .optionsGroup('Output:')
    .option('--out <dir>', 'the directory to write (default: <plan>-<format>)')
    .option('--raw', 'write names as they are, also those that a spreadsheet would run as formulas')
    .addOption(
      new Option('--lang <code>', 'language of steps.txt, labels and messages').choices(['fr', 'en']),
    )
    .option('--quiet', 'errors only')
    .addHelpText('after', EXAMPLES)
    .action(async (format: ExportFormat, options: ExportOptions) => {
      const { runExport } = await import('../run-export.ts');
      process.exitCode = await runExport(format, options);
    });
}
