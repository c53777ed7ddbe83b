// Files that are no text are named for what they are.

import { describe, expect, it } from 'vitest';
import { notText } from '../../src/io/file-kind.ts';

const bytes = (text: string) => Uint8Array.from(text, char => char.charCodeAt(0));

describe('notText', () => {
  it.each([
    ['PK\x03\x04\x14\x00', 'workbook'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '.xls'],
    ['\x1f\x8b\x08', 'gzip'],
    ['%PDF-1.7', 'PDF'],
    ['\x89PNG\r\n', 'image'],
    ['\n<!DOCTYPE html><html>', 'web page'],
    ['\xef\xbb\xbf<?xml version="1.0"?>', 'web page'],
  ])('%j', (head, word) => {
    const issue = notText('accounts.xlsx', bytes(head));
    expect(issue).toMatchObject({ severity: 'error', code: 'not-text', file: 'accounts.xlsx' });
    expect(issue?.found).toContain(word);
    expect(issue?.remedy).not.toBe('');
  });

  it.each(['id,name\n', 'PK;x\n', '{"type":', '<10;a\n', '', '\xef\xbb\xbfid;nom\n', '\xff\xfei\x00'])(
    '%j may be text',
    head => expect(notText('a.csv', bytes(head))).toBeNull(),
  );
});
