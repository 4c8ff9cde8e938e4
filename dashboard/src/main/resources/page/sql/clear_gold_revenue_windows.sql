delete from windows;
