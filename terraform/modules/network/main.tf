# Private subnets without a way to the internet: every AWS service is reached through an endpoint.

locals {
  own_vpc     = var.vpc_id == null
  vpc_id      = local.own_vpc ? aws_vpc.this[0].id : var.vpc_id
  subnet_ids  = local.own_vpc ? [for zone in var.availability_zones : aws_subnet.private[zone].id] : var.subnet_ids
  route_table = local.own_vpc ? [aws_route_table.private[0].id] : var.route_table_ids
}

resource "aws_vpc" "this" {
  count = local.own_vpc ? 1 : 0

  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}

# The default group of a new VPC lets everything out; nothing here uses it, so it lets nothing through.
resource "aws_default_security_group" "closed" {
  count = local.own_vpc ? 1 : 0

  vpc_id = aws_vpc.this[0].id
}

resource "aws_subnet" "private" {
  for_each = local.own_vpc ? toset(var.availability_zones) : []

  vpc_id                  = aws_vpc.this[0].id
  availability_zone       = each.key
  cidr_block              = cidrsubnet(var.cidr, 4, index(var.availability_zones, each.key))
  map_public_ip_on_launch = false
  tags                    = { Name = "${var.name}-private-${each.key}" }
}

resource "aws_route_table" "private" {
  count = local.own_vpc ? 1 : 0

  vpc_id = aws_vpc.this[0].id
  tags   = { Name = "${var.name}-private" }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[0].id
}

resource "aws_vpc_endpoint" "s3" {
  count = var.create_endpoints ? 1 : 0

  vpc_id            = local.vpc_id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = local.route_table
  tags              = { Name = "${var.name}-s3" }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = var.create_endpoints ? var.interface_endpoints : []

  vpc_id              = local.vpc_id
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = local.subnet_ids
  security_group_ids  = [aws_security_group.this["endpoints"].id]
  tags                = { Name = "${var.name}-${each.key}" }
}

data "aws_prefix_list" "s3" {
  name = "com.amazonaws.${var.region}.s3"
}

resource "aws_security_group" "this" {
  for_each = {
    job       = "The Glue job: to itself, the endpoints, S3 and the warehouse."
    dms       = "The replication instance: to the source, the endpoints and S3."
    warehouse = "Redshift: from the job; to S3 and the endpoints."
    source    = "The sample source: from DMS alone."
    endpoints = "Interface endpoints: from the job, DMS and the warehouse."
  }

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = local.vpc_id
  tags        = { Name = "${var.name}-${each.key}" }
}

locals {
  # from → to, and on which port
  ways = {
    job-to-endpoints       = { from = "job", to = "endpoints", port = 443 }
    dms-to-endpoints       = { from = "dms", to = "endpoints", port = 443 }
    warehouse-to-endpoints = { from = "warehouse", to = "endpoints", port = 443 }
    job-to-warehouse       = { from = "job", to = "warehouse", port = var.warehouse_port }
    dms-to-source          = { from = "dms", to = "source", port = var.source_port }
  }
}

resource "aws_vpc_security_group_egress_rule" "way" {
  for_each = local.ways

  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.key
}

resource "aws_vpc_security_group_ingress_rule" "way" {
  for_each = local.ways

  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.key
}

# Glue demands it: driver and executors speak to each other on any port, within their own group.
resource "aws_vpc_security_group_ingress_rule" "job_to_itself" {
  security_group_id            = aws_security_group.this["job"].id
  referenced_security_group_id = aws_security_group.this["job"].id
  ip_protocol                  = "tcp"
  from_port                    = 0
  to_port                      = 65535
  description                  = "driver and executors"
}

resource "aws_vpc_security_group_egress_rule" "job_to_itself" {
  security_group_id            = aws_security_group.this["job"].id
  referenced_security_group_id = aws_security_group.this["job"].id
  ip_protocol                  = "tcp"
  from_port                    = 0
  to_port                      = 65535
  description                  = "driver and executors"
}

resource "aws_vpc_security_group_egress_rule" "to_s3" {
  for_each = toset(["job", "dms", "warehouse"])

  security_group_id = aws_security_group.this[each.key].id
  prefix_list_id    = data.aws_prefix_list.s3.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "${each.key} to S3 through its gateway endpoint"
}

# A source that lies elsewhere (another VPC, on premises) is named by its addresses.
resource "aws_vpc_security_group_egress_rule" "dms_to_outside_source" {
  for_each = var.source_cidrs

  security_group_id = aws_security_group.this["dms"].id
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = var.source_port
  to_port           = var.source_port
  description       = "dms to the source"
}
