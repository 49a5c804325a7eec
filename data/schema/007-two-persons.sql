-- SPDX-License-Identifier: GPL-3.0-or-later
-- A draft is approved by another natural person: two accounts of one person are as little as the same account twice. What
-- stands in two tables no CHECK can compare, so the table has a guard. Driver line: GUARD table columns name question. A row
-- in which one of the columns is set or changed is refused when the question, asked with its NEW values, has an answer. In
-- SQLite that is a trigger for INSERT and one for UPDATE that end in RAISE, in PostgreSQL one trigger for both whose
-- function ends in RAISE EXCEPTION. Rows that were there before are not looked at.
GUARD draft author_id,approver_id draft_of_two_persons SELECT 1 FROM operator a JOIN operator p ON p.district_id = a.district_id AND p.person_id = a.person_id WHERE a.district_id = NEW.district_id AND a.id = NEW.author_id AND p.id = NEW.approver_id
UPDATE district SET format = 7;
