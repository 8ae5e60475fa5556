import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseRejects, splitCells } from './parse-rejects.ts';

it('cells may hold the separator and quotes', () => {
  assert.deepEqual(splitCells('\uFEFFa;"b;c";"say ""yes""";', ';'), ['a', 'b;c', 'say "yes"', '']);
});

it('rejects are read from either format', () => {
  const expected = [{ line: '3', column: 'number', code: 'required', message: 'This field is needed.', hint: '' }];
  assert.deepEqual(parseRejects(['number,_line,_column,_code,_message,_hint', ',3,number,required,This field is needed.,'], 'text/csv'), expected);
  assert.deepEqual(parseRejects(['{"_line":3,"_column":"number","_code":"required","_message":"This field is needed."}'], 'application/x-ndjson'), expected);
});
