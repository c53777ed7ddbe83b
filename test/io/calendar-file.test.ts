// Oracle: ical.js, the parser of Thunderbird.

import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, calendarText } from '../../src/io/calendar-file.ts';

const event = (title: string, text = ''): CalendarEvent => ({
  uid: 'one@sectorize',
  start: '20270628T083000',
  end: '20270628T093000',
  title,
  place: 'Saint-Brieuc',
  text,
  at: [48.51, -2.76],
});

const file = (events: CalendarEvent[], paris = true) =>
  [
    ...calendarText({
      product: '-//sectorize//test//EN',
      name: 'Tours',
      stamp: '20270104T000000Z',
      paris,
      events,
    }),
  ].join('');

const parsed = (text: string) => new ICAL.Component(ICAL.parse(text));

describe('calendars', () => {
  it('give back every text, in lines of 75 octets that end with CR LF', () => {
    const texts = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .map(text => text.replace(/[\p{Cc}\p{Cs}]/gu, ''));
    fc.assert(
      fc.property(texts, texts, (title, text) => {
        const written = file([event(title, `${text}\nline; two, and \\n`)]);
        expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const [found] = parsed(written).getAllSubcomponents('vevent');
        expect(found?.getFirstPropertyValue('summary')).toBe(title);
        expect(found?.getFirstPropertyValue('description')).toBe(`${text}\nline; two, and \\n`);
      }),
    );
  });

  it('cannot be ended by a title, and hold no control characters', () => {
    const written = file([event('END:VEVENT\r\nBEGIN:VALARM\u0000\u001b[31m')]);
    const calendar = parsed(written);
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
    expect(calendar.getAllSubcomponents('vevent')[0]?.getAllSubcomponents()).toEqual([]);
    expect(written).not.toContain('\u001b');
  });

  it('are times of Paris, summer time too, or of wherever the reader is', () => {
    const calendar = parsed(file([event('a')]));
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
    const start = (text: string) => {
      const time = new ICAL.Event(parsed(text).getFirstSubcomponent('vevent')!).startDate;
      time.zone = zone;
      return time.toJSDate().toISOString();
    };
    expect(start(file([event('a')]))).toBe('2027-06-28T06:30:00.000Z');
    expect(start(file([{ ...event('a'), start: '20270104T083000' }]))).toBe('2027-01-04T07:30:00.000Z');
    const floating = file([event('a')], false);
    expect(floating).not.toContain('TZID');
    expect(new ICAL.Event(parsed(floating).getFirstSubcomponent('vevent')!).startDate.zone).toBe(
      ICAL.Timezone.localTimezone,
    );
  });

  it('say when, where and what for each event, and nothing of what is not known', () => {
    const nowhere = { ...event('Appel'), uid: 'two@sectorize', place: '', at: null };
    const written = file([event('Visite; A', 'à deux'), nowhere], false);
    expect(written.split('\r\n').slice(6)).toEqual([
      'BEGIN:VEVENT',
      'UID:one@sectorize',
      'DTSTAMP:20270104T000000Z',
      'DTSTART:20270628T083000',
      'DTEND:20270628T093000',
      'SUMMARY:Visite\\; A',
      'LOCATION:Saint-Brieuc',
      'GEO:48.510000;-2.760000',
      'DESCRIPTION:à deux',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:two@sectorize',
      'DTSTAMP:20270104T000000Z',
      'DTSTART:20270628T083000',
      'DTEND:20270628T093000',
      'SUMMARY:Appel',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    expect(file([event('x')])).toContain('\r\nDTEND;TZID=Europe/Paris:20270628T093000\r\n');
  });
});
