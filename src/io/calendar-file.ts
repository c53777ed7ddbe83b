// iCalendar text (RFC 5545): lines of at most 75 octets that end with CR LF, text escaped. What is written depends on nothing
// but the events: DTSTAMP is given, for there is no clock.

export interface CalendarEvent {
  /** the same for the same event of another run */
  readonly uid: string;
  /** local times `20270104T083000` */
  readonly start: string;
  readonly end: string;
  readonly title: string;
  readonly place: string;
  readonly text: string;
  /** degrees; null: nowhere */
  readonly at: readonly [lat: number, lon: number] | null;
}

export interface CalendarFile {
  readonly product: string;
  readonly name: string;
  /** `20270104T000000Z` */
  readonly stamp: string;
  /** true: times of Europe/Paris; false: of wherever the reader is */
  readonly paris: boolean;
  readonly events: Iterable<CalendarEvent>;
}

export function* calendarText(file: CalendarFile): Generator<string> {
  const zone = file.paris ? ';TZID=Europe/Paris' : '';
  yield lines(
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${escaped(file.product)}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(file.name)}`,
    ...(file.paris ? PARIS : []),
  );
  for (const event of file.events) {
    yield lines(
      'BEGIN:VEVENT',
      `UID:${event.uid}`,
      `DTSTAMP:${file.stamp}`,
      `DTSTART${zone}:${event.start}`,
      `DTEND${zone}:${event.end}`,
      `SUMMARY:${escaped(event.title)}`,
      ...(event.place === '' ? [] : [`LOCATION:${escaped(event.place)}`]),
      ...(event.at ? [`GEO:${event.at[0].toFixed(6)};${event.at[1].toFixed(6)}`] : []),
      ...(event.text === '' ? [] : [`DESCRIPTION:${escaped(event.text)}`]),
      'END:VEVENT',
    );
  }
  yield lines('END:VCALENDAR');
}

/** Summer time as the European Union has had it since 1996. */
const PARIS = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Paris',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** longest text that is kept: nobody reads more in a calendar */
const LONGEST = 1000;

/** TEXT of RFC 5545: no control characters, and a backslash in front of what would end it. */
function escaped(text: string): string {
  return (
    text
      .slice(0, LONGEST)
      // half of a character that was cut
      .replace(/[\ud800-\udbff]$/, '')
      .replace(/\\/g, '\\\\')
      .replace(/;/g, '\\;')
      .replace(/,/g, '\\,')
      .replace(/\r\n|\r|\n/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  );
}

const OCTETS = 75;

function lines(...content: readonly string[]): string {
  return content.map(line => `${folded(line)}\r\n`).join('');
}

/** Lines of at most 75 octets, none cut within a character; those that go on begin with a space. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= OCTETS) return line;
  let text = '';
  let bytes = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (bytes + size > OCTETS) {
      text += '\r\n ';
      bytes = 1;
    }
    text += char;
    bytes += size;
  }
  return text;
}
