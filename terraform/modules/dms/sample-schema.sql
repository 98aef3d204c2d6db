-- The sample source's tables, and what DMS needs beside them. Run once, as the admin user, from inside the VPC.
create table countries (
  country_code varchar(2) primary key, country_name text not null, region text);

create table categories (
  category_id int primary key, category_name text not null, department text);

create table customers (
  customer_id bigint primary key, email text, full_name text, birth_date text, tier int, status text,
  country_code varchar(2), credit_limit numeric(12,2), bio text, created_at timestamp not null, updated_at timestamp not null);

create table products (
  product_id int primary key, sku text not null, product_name text not null, category_id int, price numeric(10,2) not null,
  weight_kg double precision, attributes jsonb, status text not null, available_from date, updated_at timestamp not null);

create table orders (
  order_id bigint primary key, customer_id bigint not null, status text not null, ordered_at timestamp not null,
  shipped_at timestamp, ship_country text, currency text not null, total numeric(14,2) not null, is_gift boolean not null,
  updated_at timestamp not null);

create table order_items (
  order_id bigint, line_no int, product_id int not null, quantity bigint not null, unit_price numeric(10,2) not null, note text,
  primary key (order_id, line_no));

-- Without it a changed key arrives without its old value, and unchanged TOAST columns as null.
alter table customers replica identity full;

-- The user of DMS: reads the tables and the slot, writes its heartbeat.
create role dms login replication;      -- its password: \password dms, and the same in the secret
grant rds_replication to dms;
grant usage on schema public to dms;
grant select on all tables in schema public to dms;
create schema awsdms authorization dms;
