package balise.calendar_test

# The table that is really used: every holiday on its day, on the working day before it and on the one after.

import data.balise.calendar

next(day) := calendar.after(day, {"working_days": 1})

test_weekend_is_not_worked if {
	next("2026-03-06") == "2026-03-09"
	next("2026-03-07") == "2026-03-09"
	next("2026-03-08") == "2026-03-09"
	next("2026-03-09") == "2026-03-10"
}

test_good_friday_and_easter_monday_are_not_worked if {
	next("2026-04-02") == "2026-04-07"
	next("2027-03-25") == "2027-03-30"
	calendar.worked("2026-04-02")
	calendar.worked("2026-04-07")
}

test_patriots_are_the_monday_before_25_may if {
	next("2026-05-15") == "2026-05-19"
	not calendar.worked("2027-05-24")
	calendar.worked("2026-05-25")
}

test_national_holiday_is_24_june_or_the_monday_after_a_sunday if {
	next("2026-06-23") == "2026-06-25"
	calendar.worked("2028-06-26")
	next("2029-06-22") == "2029-06-26"
}

test_canada_day_is_1_july_or_the_monday_after_a_sunday if {
	next("2026-06-30") == "2026-07-02"
	calendar.worked("2028-07-03")
	next("2029-06-29") == "2029-07-03"
}

test_labour_day_and_thanksgiving_are_mondays if {
	next("2026-09-04") == "2026-09-08"
	next("2026-10-09") == "2026-10-13"
}

test_christmas_and_new_year_are_not_worked_and_do_not_move if {
	next("2026-12-24") == "2026-12-28"
	next("2025-12-31") == "2026-01-02"
	calendar.worked("2026-12-24")
	next("2027-12-31") == "2028-01-03"
	calendar.worked("2022-12-26")
}

test_federal_holidays_are_worked if {
	calendar.worked("2026-09-30")
	calendar.worked("2026-11-11")
}

test_many_working_days_pass_over_every_holiday_between if {
	calendar.after("2026-12-18", {"working_days": 10}) == "2027-01-05"
	calendar.after("2026-01-01", {"working_days": 250}) == "2026-12-29"
}

test_months_and_days_go_on_through_weekends if {
	calendar.after("2026-04-02", {"days": 1}) == "2026-04-03"
	calendar.after("2026-12-31", {"months": 2}) == "2027-03-03"
	calendar.later("2026-03-01", 0, -1) == "2026-02-28"
}

test_last_day_of_the_table_is_the_last_one_counted_to if {
	calendar.after("2100-12-30", {"working_days": 1}) == "2100-12-31"
	not calendar.after("2100-12-31", {"working_days": 1})
	calendar.after("2020-01-01", {"working_days": 1}) == "2020-01-02"
	not calendar.after("2019-12-31", {"working_days": 1})
	not calendar.after("2026-03-01", {"weeks": 1})
}
