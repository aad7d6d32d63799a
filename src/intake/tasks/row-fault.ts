/** Why is this row refused? Ends the reading of one row with a sentence; `read-row` catches it, nobody else sees it. */
export class RowFault extends Error {}
